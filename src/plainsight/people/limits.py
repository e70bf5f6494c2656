"""How many wrong attempts are allowed, by allauth's rate limits.

Counted by person first. The limit of an address is wide, because a whole station may share
one, and a right attempt is not counted at all. Passkeys cannot be guessed, so an officer whose
name somebody else has used up still gets in with theirs.
"""

from __future__ import annotations

from allauth.core.internal.ratelimit import RateLimitUsage, consume
from django.http import HttpRequest

from plainsight.people.errors import TooMany
from plainsight.people.models import Officer

RATES = {
    "password": "10/10m/key,300/10m/ip",
    "code": "5/5m/user,40/d/user",
    "unlock": "10/10m/user",
    "passkey": "600/m/ip",
}


def attempt(
    request: HttpRequest, what: str, *, key: str | None = None, officer: Officer | None = None
) -> RateLimitUsage:
    """Count one attempt before it is tried; `rollback()` of the result takes a right one back.

    Raises TooMany when there were too many wrong ones.
    """
    usage = consume(
        request, app="plainsight.people", action=what, config=RATES, key=key, user=officer
    )
    if usage is None:
        raise TooMany(what)
    return usage
