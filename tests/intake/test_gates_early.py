"""The gates of early codes and unfinished reports, called by a process that was taken over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors

from plainsight.core.ids import new_id
from plainsight.intake import conversations, drafts, returncodes
from plainsight.intake.draft import Draft
from plainsight.intake.models import EarlyCode, Prepared, Report, ReturnCode
from plainsight.vault.models import RecordKey
from tests.intake.conftest import Given, Team
from tests.intake.test_gates import BODY, LOCATOR, calling, one, save

Connect = Callable[[str], psycopg.Connection[Any]]
Make = Callable[..., dict[str, Any]]
CODE = b"c" * 32


@pytest.fixture
def public(connect_as: Connect) -> psycopg.Connection[Any]:
    return connect_as("public")


def keep(public: psycopg.Connection[Any], locator: bytes, revision: int, code: bytes = CODE) -> Any:
    call = "SELECT gate.keep_code(%s, %s, %s, %s, %s)"
    return one(public.execute(call, [locator, revision, BODY, code, BODY]))[0]


def share(public: psycopg.Connection[Any], arguments: dict[str, Any]) -> Any:
    arguments = {"p_draft": BODY, "p_file": None, "p_size_class": None, **arguments}
    call = calling("save_shared", list(arguments))
    return one(public.execute(call, list(arguments.values())))[0]


def test_a_code_is_kept_and_forgotten_over_the_revision_that_was_read(
    public: psycopg.Connection[Any], team: Team
) -> None:
    assert keep(public, LOCATOR, 1) == "gone"
    save(public)
    assert [keep(public, LOCATOR, 1), keep(public, LOCATOR, 1)] == ["saved", "changed"]
    assert keep(public, LOCATOR, 2, b"d" * 32) == "saved"
    assert bytes(EarlyCode.objects.get().locator) == b"d" * 32
    forget = "SELECT gate.forget_code(%s, %s, %s)"
    assert one(public.execute(forget, [LOCATOR, 1, BODY])) == ("changed",)
    assert one(public.execute(forget, [LOCATOR, 3, BODY])) == ("saved",)
    assert EarlyCode.objects.count() == 0


def test_the_code_of_another_draft_or_conversation_cannot_be_taken(
    given_report: Given, public: psycopg.Connection[Any]
) -> None:
    other = b"o" * 32
    save(public)
    save(public, other)
    keep(public, LOCATOR, 1)
    with pytest.raises(errors.UniqueViolation):
        keep(public, other, 1)
    visit = conversations.open_by_code(given_report.code)
    assert isinstance(visit, conversations.Visit)
    with pytest.raises(errors.InvalidParameterValue):
        keep(public, other, 1, visit.locator)
    assert bytes(EarlyCode.objects.get().draft_id) == LOCATOR
    assert ReturnCode.objects.count() == 1
    assert conversations.open_by_code(given_report.code) == visit


def test_what_is_prepared_follows_the_draft(
    team: Team, public: psycopg.Connection[Any], draft_arguments: Make
) -> None:
    made = draft_arguments(LOCATOR, team.id, p_code_locator=CODE, p_code_wrap=BODY)
    assert share(public, made) == "gone"
    save(public)
    with pytest.raises(errors.InvalidParameterValue):
        share(public, made)
    assert keep(public, LOCATOR, 1) == "saved"
    assert share(public, made) == "changed"
    assert share(public, made | {"p_revision": 2, "p_team_key": uuid4()}) == "rotated"
    assert share(public, made | {"p_revision": 2}) == "saved"
    file = {"p_file": uuid4(), "p_size_class": 5}
    assert share(public, made | {"p_revision": 3} | file) == "saved"
    assert Prepared.objects.get().revision == 4
    sent = made | {"p_revision": 4}
    call = calling("send_report", list(sent))
    assert one(public.execute(call, list(sent.values())))[0] == "sent"
    assert share(public, made | {"p_revision": 5}) == "sent"
    assert Prepared.objects.count() == EarlyCode.objects.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"p_channel": "desk"}, {"p_language": "English"}, {"p_receipt": b"r" * 4000},
        {"p_report": None}, {"p_team_key": None}, {"p_body": b"b" * 600_001},
        {"p_draft": b"b" * 600_001}, {"p_draft": None}, {"p_report_envelope": b"e"},
        {"p_conversation": None}, {"p_conversation_envelope": b"e" * 5000},
        {"p_code_locator": None}, {"p_code_wrap": None}, {"p_code_wrap": b"w"},
        {"p_code_locator": None, "p_code_wrap": None}, {"p_code_locator": b"d" * 32},
        {"p_files": None}, {"p_files": [new_id() for _ in range(41)]}, {"p_revision": 0},
        {"p_file": uuid4()}, {"p_size_class": 5}, {"p_file": uuid4(), "p_size_class": 41},
    ],
    ids=str,
)  # fmt: skip
def test_what_has_another_shape_is_neither_prepared_nor_saved(
    wrong: dict[str, Any], team: Team, public: psycopg.Connection[Any], draft_arguments: Make
) -> None:
    save(public)
    keep(public, LOCATOR, 1)
    made = draft_arguments(LOCATOR, team.id, p_code_locator=CODE, p_code_wrap=BODY, p_revision=2)
    with pytest.raises(errors.InvalidParameterValue):
        share(public, made | wrong)
    assert Prepared.objects.count() == 0
    assert save(public, revision=2) == "saved"


def test_files_of_another_draft_do_not_go_along(
    draft: Draft, team: Team, connect_as: Connect, draft_arguments: Make
) -> None:
    from plainsight.intake.models import Attachment
    from tests.intake.test_drafts import age, note

    public, worker, theirs = connect_as("public"), connect_as("worker"), note()
    drafts.attach(draft.cookie, theirs)
    save(public)
    keep(public, LOCATOR, 1)
    made = draft_arguments(LOCATOR, team.id, p_code_locator=CODE, p_code_wrap=BODY, p_revision=2)
    assert share(public, made | {"p_files": [theirs.id]}) == "saved"
    age(hours=2)
    assert one(worker.execute("SELECT * FROM gate.promote_unfinished()")) == (1, 0)
    assert Report.objects.count() == 1
    assert bytes(Attachment.objects.get().draft_id or b"") == draft.key.locator


def test_a_report_that_was_sent_is_not_overwritten_by_one_that_was_prepared(
    given_report: Given, team: Team, connect_as: Connect, draft_arguments: Make
) -> None:
    from tests.intake.test_drafts import age

    public, worker = connect_as("public"), connect_as("worker")
    save(public)
    keep(public, LOCATOR, 1)
    forged = draft_arguments(
        LOCATOR, team.id, p_code_locator=CODE, p_code_wrap=BODY, p_revision=2,
        p_report=given_report.report.id,
    )  # fmt: skip
    assert share(public, forged) == "saved"
    age(hours=2)
    assert one(worker.execute("SELECT * FROM gate.promote_unfinished()")) == (0, 1)
    assert bytes(Report.objects.get().body) == bytes(given_report.report.body)
    assert RecordKey.objects.count() == 2
    assert conversations.open_by_code(given_report.code)


def test_files_and_early_codes_are_reached_by_their_locator_and_by_nothing_else(
    given_report: Given, draft: Draft, public: psycopg.Connection[Any]
) -> None:
    other = drafts.begin(draft.answers)
    kept = drafts.keep_code(other.cookie, share_unfinished=True)
    post = "SELECT * FROM gate.post_file(%s, %s, %s, %s, 5)"
    for wrong in (kept.key.locator, kept.report.bytes * 2, kept.key.id.bytes * 2, b"w" * 32):
        assert public.execute("SELECT * FROM gate.by_code(%s)", [wrong]).fetchall() == []
        assert one(public.execute(post, [wrong, uuid4(), BODY, uuid4()])) == ("unknown", None)
    early = returncodes.locator(kept.return_code, b"k" * 32)
    assert public.execute("SELECT * FROM gate.by_code(%s)", [early]).fetchall() == []
    assert isinstance(conversations.open_by_code(kept.return_code), Draft)
