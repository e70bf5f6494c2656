"""Declares access next to the URL. A view that declares nothing is never reached.

`DeskMiddleware` reads the declaration before the view runs, so it holds for every method.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.vault.unlocked import Unlocked

View = Callable[..., HttpResponseBase]


class DeskRequest(HttpRequest):
    """A request to the desk. Behind `access` the officer is always there."""

    officer: Officer
    unlocked: Unlocked | None


@dataclass(frozen=True)
class Access:
    """What a view asks for: an action of the access rule (None: nothing), and what besides.

    `unlocked`: the officer's key is open. `confirmed`: they showed a password or passkey within
    ten minutes. The other two say that a page is part of enrolment.
    """

    action: str | None
    unlocked: bool = False
    confirmed: bool = False
    before_second_factor: bool = False
    with_temporary_password: bool = False


def access(
    action: str, *, unlocked: bool = False, confirmed: bool = False
) -> Callable[[View], View]:
    """Let only officers in whose role gives the action."""
    return _declare(Access(action, unlocked=unlocked, confirmed=confirmed))


def signing_in(view: View) -> View:
    """Let anybody in: a page on the way to being signed in."""
    return _declare(Access(None))(view)


def enrolling(view: View) -> View:
    """Let a signed-in officer in who has no second factor yet; asks for a fresh password."""
    return _declare(
        Access(
            "account.own", confirmed=True, before_second_factor=True, with_temporary_password=True
        )
    )(view)


def with_temporary_password(view: View) -> View:
    """Let a signed-in officer in who must still choose a password of their own."""
    return _declare(Access("account.own", with_temporary_password=True))(view)


def key_of(request: DeskRequest) -> Unlocked:
    """Return the officer's open key. Raises NotNow when there is none (`access` has seen to it)."""
    if request.unlocked is None:
        raise NotNow(_("Unlock first."))
    return request.unlocked


def _declare(asked: Access) -> Callable[[View], View]:
    def decorate(view: Any) -> View:
        view.access = asked
        return view  # type: ignore[no-any-return]  # the view that was given, with its declaration

    return decorate
