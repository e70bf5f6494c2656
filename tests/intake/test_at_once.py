"""Many at once: nothing is lost, nothing collides, nothing happens twice."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TypeVar
from uuid import uuid4

import pytest
from django.db import connection, connections

from plainsight.audit.models import AuditEntry
from plainsight.intake import conversations, drafts, sending
from plainsight.intake.answers import Answers
from plainsight.intake.draft import Draft
from plainsight.intake.models import Conversation, Message, Report, ReturnCode
from plainsight.vault.models import RecordKey
from tests.intake.conftest import TOLD, Given, Team

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")


def at_once(count: int, act: Callable[[int], T]) -> list[T]:
    """Run an act in so many threads that start together, each on a connection as the public."""
    gate = threading.Barrier(count)

    def one(number: int) -> T:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET ROLE plainsight_public")
            gate.wait()
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.fixture
def team_in_use(transactional_db: None, team: Team) -> Team:
    return team


def test_sixty_four_people_send_at_once(team_in_use: Team) -> None:
    written = [drafts.begin(Answers(what=f"Report {number}")) for number in range(64)]
    sent = at_once(64, lambda number: sending.send(written[number].cookie))
    assert len({one.reference for one in sent}) == 64
    assert [one.return_code for one in sent] == [draft.return_code for draft in written]
    assert {report.id for report in Report.objects.all()} == {draft.report for draft in written}
    assert Conversation.objects.count() == ReturnCode.objects.count() == 64
    assert RecordKey.objects.count() == 128
    assert AuditEntry.objects.filter(verb="report.received").count() == 64
    for draft in written:
        assert conversations.open_by_code(draft.return_code)


def test_one_button_pressed_in_sixteen_places_makes_one_report(team_in_use: Team) -> None:
    draft = drafts.begin(TOLD)
    sent = at_once(16, lambda _: sending.send(draft.cookie))
    assert set(sent) == {sent[0]}
    assert sent[0].return_code == draft.return_code
    assert Report.objects.count() == AuditEntry.objects.count() == 1


def test_sending_with_and_without_a_code_at_once_agree_on_one(team_in_use: Team) -> None:
    draft = drafts.begin(TOLD)
    sent = at_once(8, lambda number: sending.send(draft.cookie, with_code=number % 2 == 0))
    assert len(set(sent)) == 1
    assert ReturnCode.objects.count() == (1 if sent[0].return_code else 0)


def test_steps_saved_in_several_tabs_are_all_there(team_in_use: Team) -> None:
    draft = drafts.begin(TOLD)
    steps = [{"what": "A"}, {"directions": "B"}, {"when": "C"}, {"danger_now": False}]
    at_once(4, lambda number: drafts.change(draft.cookie, **steps[number]))
    found = drafts.find(draft.cookie)
    assert isinstance(found, Draft)
    answers = found.answers
    assert (answers.what, answers.directions, answers.when, answers.danger_now) == (
        "A",
        "B",
        "C",
        False,
    )


def test_messages_from_eight_writers_each_sent_twice_come_out_single_and_in_order(
    team_in_use: Team, given_report: Given
) -> None:
    visit = conversations.open_by_code(given_report.code)
    assert visit
    ids = [[uuid4() for _ in range(20)] for _ in range(8)]

    def write(number: int) -> list[int]:
        said = []
        for client in ids[number]:
            first = conversations.answer(visit, client_id=client, text="x")
            assert conversations.answer(visit, client_id=client, text="x") == first
            said.append(first)
        return said

    numbers = at_once(8, write)
    assert sorted(chain.from_iterable(numbers)) == list(range(1, 161))
    assert all(mine == sorted(mine) for mine in numbers)
    assert Message.objects.count() == 160
    assert Counter(entry.verb for entry in AuditEntry.objects.all())["message.received"] == 160
