"""Guards the forms that anybody may send without a cookie: a token, counted once, and a trap.

A program that fills in every box fills in the one that people do not see. Nobody is turned away
for it: whatever is wrong, the form comes back with what was typed, a true word and a fresh token,
so a person loses one press of a button and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from plainsight.core import formtokens
from plainsight.core.formtokens import FormToken, FormTokenError, FormTokenExpired
from plainsight.intake import tokens

TRAP = "subject"
"""The name of the box that stays empty: one that programs like and that browsers do not fill."""


@dataclass(frozen=True)
class Checked:
    """What a form's guard says: its token, or the problem to show with the form once more."""

    token: FormToken | None = None
    problem: str = ""


def check(request: HttpRequest, purpose: str, *, spend: bool = True) -> Checked:
    """Look at the guard of a form that was sent, and count its token as used.

    With `spend=False` the token is only read: for what is safe to send twice. Raises NotNow when
    the database is away.
    """
    if request.POST.get(TRAP, ""):
        return Checked(problem=_filled())
    try:
        token = formtokens.verify(request.POST.get(formtokens.FIELD, ""), purpose)
    except FormTokenExpired:
        return Checked(problem=_expired())
    except FormTokenError:
        return Checked(problem=_unknown())
    if spend and not tokens.spend(token.nonce):
        return Checked(problem=_used())
    return Checked(token)


def _filled() -> str:
    return gettext(
        "A hidden box on this page was filled in. Your browser may have done that by itself. "
        "We have emptied it. What you typed is still here. Please send it again."
    )


def _expired() -> str:
    return gettext(
        "This page was open for more than a day. What you typed is still here. "
        "Please send it again."
    )


def _unknown() -> str:
    return gettext(
        "Part of this page got lost on its way. What you typed is still here. Please send it again."
    )


def _used() -> str:
    return gettext(
        "This page was sent once already. Did you see that it went through? Then there is "
        "nothing more to do. If not, send it again. What you typed is still here."
    )
