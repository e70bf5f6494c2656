"""A visitor of the public site as it is put together, and a desk that the feedback reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache

from plainsight.audit.models import AuditEntry
from plainsight.core import formtokens
from plainsight.core.ids import new_id
from plainsight.feedback.models import Feedback
from plainsight.feedback.sending import send_feedback
from plainsight.vault.models import TeamPublic
from plainsight.vault.published import forget_team_key
from tests.cast import Cast, browser, cast, keyed_cast
from tests.public.conftest import Reporter as Visitor
from tests.public.conftest import no_database, public_zone

__all__ = ["Visitor", "browser", "cast", "keyed_cast", "no_database", "public_zone"]
AsRole = Callable[[str], AbstractContextManager[None]]
Sent = Callable[..., Feedback]
Row = tuple[str, str, UUID | None, UUID | None, dict[str, Any]]
Log = Callable[[], list[Row]]
MIDDLEWARE = "plainsight.public.middleware.ChoicesMiddleware"
WORDS = "The buttons are easy to find.\nThank you."


@pytest.fixture(autouse=True)
def no_old_attempts() -> None:
    """Forget how often somebody signed in during other tests."""
    cache.clear()


@pytest.fixture
def visitor(public_zone: None, db: None, settings: Any) -> Visitor:
    """A browser of the public site, whose answers pass through everything that is there."""
    settings.MIDDLEWARE = [*(one for one in settings.MIDDLEWARE if one != MIDDLEWARE), MIDDLEWARE]
    return Visitor()


@pytest.fixture
def team(keyed_cast: Cast, settings: Any) -> Iterator[Cast]:
    """The cast, whose team key the public side trusts."""
    settings.TEAM_FINGERPRINT = TeamPublic.objects.get(state="current").fingerprint
    forget_team_key()
    yield keyed_cast
    forget_team_key()


@pytest.fixture
def sent(team: Cast, as_role: AsRole) -> Sent:
    """Make feedback arrive as the public side sends it, and give its row."""

    def send(text: str = WORDS, **more: Any) -> Feedback:
        before = set(Feedback.objects.values_list("id", flat=True))
        with as_role("public"):
            assert send_feedback(token=new_id(), text=text, **more)
        return Feedback.objects.exclude(id__in=before).get()

    return send


@pytest.fixture
def log(db: None) -> Log:
    """Give what was written about feedback: verb, actor's kind and id, subject, detail."""

    def rows() -> list[Row]:
        written = AuditEntry.objects.order_by("id").filter(verb__startswith="feedback.")
        return [
            (one.verb, one.actor_kind, one.actor_id, one.subject_id, one.detail) for one in written
        ]

    return rows


def form(**said: str) -> dict[str, str]:
    """The fields of the public form with a fresh token."""
    return {formtokens.FIELD: formtokens.issue("feedback"), **said}
