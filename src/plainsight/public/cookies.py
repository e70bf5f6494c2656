"""The cookies of the public site: one registry, from which they are set and the page is written.

None appears before a first POST. `__Host-` and Secure mean that no other host and no plain
connection can plant them; browsers count http://127.0.0.1 as secure, so the demo has the same
cookies as an installation. A cookie that is not in the registry cannot be set, and if somebody
sets it by another way, `only_known` takes it off the answer.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)


class Kind(StrEnum):
    """Why a cookie is there: the site cannot do without it, or somebody said yes to it."""

    ESSENTIAL = "essential"
    PREFERENCES = "preferences"
    USAGE = "usage"


@dataclass(frozen=True)
class Cookie:
    """One cookie: its bland name, its kind, what it is for, and how long it stays.

    `stays` of None means until the browser is closed.
    """

    name: str
    kind: Kind
    purpose: str | Promise
    stays: timedelta | None = None

    @property
    def lifetime(self) -> str:
        """How long it stays, in words."""
        if self.stays is None:
            return gettext("Until you close your browser")
        days = self.stays.days
        return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


DRAFT = "__Host-d"
VISIT = "__Host-m"
CHAT = "__Host-h"
CHOICE = "__Host-c"
SIZE = "__Host-p"
REGISTRY = {
    one.name: one
    for one in (
        Cookie(DRAFT, Kind.ESSENTIAL, _("Holds the pages of a form together while you fill it in")),
        Cookie(VISIT, Kind.ESSENTIAL, _("Keeps your messages open after you typed your code")),
        Cookie(CHAT, Kind.ESSENTIAL, _("Keeps a chat open while you are in it")),
        Cookie(
            CHOICE,
            Kind.ESSENTIAL,
            _("Keeps what you chose about cookies"),
            timedelta(days=365),
        ),
        Cookie(
            SIZE,
            Kind.PREFERENCES,
            _("Keeps the size of text that you chose"),
            timedelta(days=365),
        ),
    )
}


def of_kind(kind: Kind) -> list[Cookie]:
    """Return the cookies of one kind, in the order of the registry."""
    return [one for one in REGISTRY.values() if one.kind is kind]


def keep(response: HttpResponse, name: str, value: str) -> None:
    """Set a cookie that no script reads and no other site sends, for as long as it is to stay.

    Raises KeyError for a cookie that is not in the registry.
    """
    stays = REGISTRY[name].stays
    response.set_cookie(
        name, value, max_age=stays, path="/", secure=True, httponly=True, samesite="Strict"
    )


def drop(response: HttpResponse, name: str) -> None:
    """Take a cookie away; harmless when it is not there."""
    response.set_cookie(
        name, "", max_age=0, path="/", secure=True, httponly=True, samesite="Strict"
    )


def drop_all(response: HttpResponse) -> None:
    """Take every cookie of ours away, as somebody who leaves wants it."""
    for name in REGISTRY:
        drop(response, name)


def read(request: HttpRequest, name: str) -> str | None:
    """Return a cookie's value, or None."""
    return request.COOKIES.get(name)


def only_known(response: HttpResponse) -> None:
    """Take off an answer every cookie that is not in the registry."""
    for name in [name for name in response.cookies if name not in REGISTRY]:
        log.error("a cookie that is not in the registry was not sent")
        del response.cookies[name]
