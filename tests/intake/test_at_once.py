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
from plainsight.intake import conversations, drafts, retention, sending
from plainsight.intake.answers import Answers
from plainsight.intake.draft import Draft, Sent
from plainsight.intake.models import (
    Conversation,
    EarlyCode,
    Message,
    Prepared,
    Report,
    ReturnCode,
)
from plainsight.vault.models import RecordKey
from tests.intake.conftest import TOLD, Given, Team
from tests.intake.test_drafts import age

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
PROMOTING = ("public", "worker")


def at_once(
    count: int, act: Callable[[int], T], *, roles: tuple[str, ...] = ("public",)
) -> list[T]:
    """Run an act in so many threads that start together, each in one of the roles."""
    gate = threading.Barrier(count)

    def one(number: int) -> T:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE plainsight_{roles[number % len(roles)]}")
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


def test_a_report_that_is_sent_as_it_is_promoted_is_one_report(team_in_use: Team) -> None:
    for _ in range(8):
        draft = drafts.keep_code(drafts.begin(TOLD).cookie, share_unfinished=True)
        age(hours=2)
        done = at_once(6, lambda number: _send_or_promote(number, draft), roles=PROMOTING)  # noqa: B023 (run at once)
        sent = {one for one in done if isinstance(one, Sent)}
        assert len(sent) == 1
        assert sent.pop().return_code == draft.return_code
    assert Report.objects.count() == AuditEntry.objects.count() == ReturnCode.objects.count() == 8
    assert Prepared.objects.count() == EarlyCode.objects.count() == 0


def test_eight_workers_promote_each_draft_once(team_in_use: Team) -> None:
    left = [
        drafts.keep_code(drafts.begin(Answers(what=str(number))).cookie, share_unfinished=True)
        for number in range(24)
    ]
    age(hours=2)
    made = at_once(8, lambda _: retention.send_unfinished(), roles=("worker",))
    assert sum(made) + retention.send_unfinished() == 24
    assert {report.id for report in Report.objects.all()} == {draft.report for draft in left}


def test_tabs_that_save_and_choose_at_once_leave_what_the_last_one_chose(team_in_use: Team) -> None:
    draft = drafts.keep_code(drafts.begin(TOLD).cookie, share_unfinished=True)
    acts = [
        lambda: drafts.change(draft.cookie, what="A"),
        lambda: drafts.change(draft.cookie, when="B"),
        lambda: drafts.keep_code(draft.cookie, share_unfinished=False),
        lambda: conversations.open_by_code(draft.return_code),
    ]
    at_once(4, lambda number: acts[number]())
    found = drafts.find(draft.cookie)
    assert isinstance(found, Draft)
    assert (found.answers.what, found.answers.when) == ("A", "B")
    assert not found.shares_unfinished
    assert Prepared.objects.count() == 0, "nothing of it stays for the desk"


def test_a_code_that_is_typed_while_its_report_is_sent_opens_one_or_the_other(
    team_in_use: Team,
) -> None:
    for _ in range(8):
        draft = drafts.keep_code(drafts.begin(TOLD).cookie, share_unfinished=False)
        acts = [
            lambda: sending.send(draft.cookie),  # noqa: B023 (run at once)
            lambda: conversations.open_by_code(draft.return_code),  # noqa: B023 (run at once)
        ]
        at_once(2, lambda number: acts[number]())  # noqa: B023 (run at once)
        assert isinstance(conversations.open_by_code(draft.return_code), conversations.Visit)


def _send_or_promote(number: int, draft: Draft) -> object:
    return retention.send_unfinished() if number % 2 else sending.send(draft.cookie)
