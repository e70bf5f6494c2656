"""The gate that takes feedback: it believes nothing that it is told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from plainsight.core.ids import new_id
from plainsight.feedback.models import Feedback
from plainsight.feedback.pages import PAGES
from plainsight.feedback.sending import send_feedback
from plainsight.intake import gates
from plainsight.intake.errors import NotNow, Refused
from plainsight.vault.models import RecordKey, TeamPublic
from tests.cast import Cast
from tests.feedback.conftest import AsRole, Log, Sent


def arguments(key: UUID, **changed: Any) -> list[Any]:
    given: dict[str, Any] = {
        "token": b"t" * 32,
        "feedback": new_id(),
        "page": "home",
        "rating": 3,
        "team": key,
        "body": b"b" * 285,
        "envelope": b"e" * 1169,
    }
    return list((given | changed).values())


@pytest.mark.parametrize(
    "changed",
    [
        {"token": b"t" * 31},
        {"token": None},
        {"feedback": None},
        {"page": "messages"},
        {"page": None},
        {"page": "x" * 500},
        {"rating": 0},
        {"rating": 6},
        {"rating": -1},
        {"team": None},
        {"body": b""},
        {"body": b"b" * 70_001},
        {"body": None},
        {"envelope": b"e" * 63},
        {"envelope": b"e" * 5_000},
    ],
)
def test_hostile_arguments_are_refused_and_write_nothing(
    team: Cast, as_role: AsRole, log: Log, changed: dict[str, Any]
) -> None:
    key = TeamPublic.objects.get(state="current").id
    with as_role("public"), pytest.raises(Refused), transaction.atomic():
        gates.value("send_feedback", *arguments(key, **changed))
    assert not Feedback.objects.exists()
    assert log() == []


def test_every_page_of_the_list_is_taken(team: Cast, as_role: AsRole) -> None:
    key = TeamPublic.objects.get(state="current").id
    with as_role("public"):
        for at, page in enumerate(["", *PAGES]):
            given = arguments(key, page=page, token=bytes([at]) * 32)
            assert gates.value("send_feedback", *given) == "sent"
    assert {one.page for one in Feedback.objects.all()} == {"", *PAGES}


def test_sending_writes_the_row_the_key_and_one_line_of_the_log(sent: Sent, log: Log) -> None:
    row = sent(rating=5, page="home")
    assert RecordKey.objects.get(record=row.id).kind == "feedback"
    assert log() == [("feedback.received", "reporter", None, row.id, {})]


def test_a_spent_token_writes_nothing(team: Cast, as_role: AsRole, log: Log) -> None:
    token = new_id()
    with as_role("public"):
        assert send_feedback(token=token, text="one")
        assert not send_feedback(token=token, text="two")
    assert Feedback.objects.count() == 1
    assert RecordKey.objects.filter(kind="feedback").count() == 1
    assert len(log()) == 1


def test_a_key_that_was_replaced_is_not_sealed_to_and_spends_no_token(
    team: Cast, as_role: AsRole
) -> None:
    token = b"t" * 32
    with as_role("public"):
        assert gates.value("send_feedback", *arguments(new_id(), token=token)) == "rotated"
        key = TeamPublic.objects.get(state="current").id
        assert gates.value("send_feedback", *arguments(key, token=token)) == "sent"


def test_without_a_key_that_may_be_trusted_nothing_is_sent(
    team: Cast, as_role: AsRole, settings: Any
) -> None:
    from plainsight.vault.published import forget_team_key

    settings.TEAM_FINGERPRINT = "0" * 64
    forget_team_key()
    with as_role("public"), pytest.raises(NotNow):
        send_feedback(token=new_id(), text="one")
    assert not Feedback.objects.exists()
