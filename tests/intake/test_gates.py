"""The gates, called directly: each checks for itself and gives away no more than its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection
from psycopg import errors, sql

from plainsight.core.ids import new_id
from plainsight.intake import conversations, returncodes
from plainsight.intake.draft import Draft
from plainsight.intake.models import Attachment, Conversation, Message, Report
from plainsight.vault.models import RecordKey
from tests.intake.conftest import Given, Team

Connect = Callable[[str], psycopg.Connection[Any]]
Make = Callable[..., dict[str, Any]]
LOCATOR = b"l" * 32
BODY = b"b" * 64


@pytest.fixture
def public(connect_as: Connect) -> psycopg.Connection[Any]:
    return connect_as("public")


def save(public: psycopg.Connection[Any], locator: bytes = LOCATOR, revision: int = 0) -> Any:
    call = "SELECT gate.save_draft(%s, %s, %s)"
    return one(public.execute(call, [locator, revision, BODY]))[0]


def send(public: psycopg.Connection[Any], arguments: dict[str, Any]) -> tuple[Any, ...]:
    return one(public.execute(calling("send_report", list(arguments)), list(arguments.values())))


def calling(gate: str, names: list[str]) -> sql.Composed:
    """Return a call by named arguments, or by place for names that are empty."""
    places = [
        sql.SQL("{} => %s").format(sql.Identifier(name)) if name else sql.SQL("%s")
        for name in names
    ]
    call = sql.SQL("SELECT * FROM {}({})")
    return call.format(sql.Identifier("gate", gate), sql.SQL(", ").join(places))


def one(cursor: psycopg.Cursor[Any]) -> tuple[Any, ...]:
    row = cursor.fetchone()
    assert row is not None
    return tuple(row)


CALLS: dict[str, list[list[Any]]] = {
    "save_draft": [
        [None, 0, BODY], [b"l" * 31, 0, BODY], [b"l" * 33, 0, BODY], [LOCATOR, -1, BODY],
        [LOCATOR, None, BODY], [LOCATOR, 0, None], [LOCATOR, 0, b"short"],
        [LOCATOR, 0, b"b" * 600_001],
    ],
    "read_draft": [[None], [b""], [b"l" * 64]],
    "attach_file": [
        [LOCATOR, 0, BODY, uuid4(), 5], [LOCATOR, 1, BODY, None, 5],
        [LOCATOR, 1, BODY, uuid4(), 41],
        [LOCATOR, 1, BODY, uuid4(), -1], [LOCATOR, 1, BODY, uuid4(), None],
    ],
    "discard_draft": [[None], [b"l" * 33]],
    "keep_code": [
        [LOCATOR, 1, BODY, None, BODY], [LOCATOR, 1, BODY, b"l" * 31, BODY],
        [LOCATOR, 1, BODY, LOCATOR, None], [LOCATOR, 1, BODY, LOCATOR, b"w"],
        [LOCATOR, 1, BODY, LOCATOR, b"w" * 513], [LOCATOR, 0, BODY, LOCATOR, BODY],
        [b"l", 1, BODY, LOCATOR, BODY],
    ],
    "forget_code": [[LOCATOR, 0, BODY], [LOCATOR, None, BODY], [LOCATOR, 1, b"short"]],
    "by_code": [[None], [b"l" * 31]],
    "unread_messages": [[None], [b"l" * 31]],
    "acknowledge_messages": [
        [b"l", 1, True], [LOCATOR, None, True], [LOCATOR, -1, True], [LOCATOR, 1, None],
    ],
    "post_message": [
        [b"l", uuid4(), BODY], [LOCATOR, None, BODY], [LOCATOR, uuid4(), None],
        [LOCATOR, uuid4(), b"b"], [LOCATOR, uuid4(), b"b" * 140_001],
    ],
    "post_file": [
        [b"l", uuid4(), BODY, uuid4(), 5], [LOCATOR, None, BODY, uuid4(), 5],
        [LOCATOR, uuid4(), None, uuid4(), 5], [LOCATOR, uuid4(), b"b" * 140_001, uuid4(), 5],
        [LOCATOR, uuid4(), BODY, None, 5], [LOCATOR, uuid4(), BODY, uuid4(), 41],
        [LOCATOR, uuid4(), BODY, uuid4(), -1], [LOCATOR, uuid4(), BODY, uuid4(), None],
    ],
    "destroy_code": [[None], [b"l" * 31]],
    "spend_token": [[None], [b"h" * 31], [b"h" * 33]],
}  # fmt: skip


@pytest.mark.parametrize(
    ("gate", "arguments"), [(g, a) for g, calls in CALLS.items() for a in calls]
)
def test_a_gate_refuses_what_has_another_shape(
    gate: str, arguments: list[Any], public: psycopg.Connection[Any]
) -> None:
    with pytest.raises(errors.InvalidParameterValue):
        public.execute(calling(gate, [""] * len(arguments)), arguments)


@pytest.mark.parametrize(
    "wrong",
    [
        {"p_channel": "desk"}, {"p_channel": None}, {"p_language": "English"}, {"p_language": None},
        {"p_language": "en'; --"}, {"p_receipt": b"r" * 4000}, {"p_receipt": None},
        {"p_report": None},
        {"p_team_key": None}, {"p_body": b""}, {"p_body": b"b" * 600_001},
        {"p_report_envelope": b"e"},
        {"p_report_envelope": None}, {"p_conversation": None},
        {"p_conversation_envelope": b"e" * 5000},
        {"p_code_locator": LOCATOR}, {"p_code_wrap": BODY}, {"p_files": None}, {"p_revision": 0},
        {"p_code_locator": b"l", "p_code_wrap": BODY},
        {"p_code_locator": LOCATOR, "p_code_wrap": b"w"},
        {"p_files": [new_id()]}, {"p_files": [new_id() for _ in range(41)]},
    ],
    ids=str,
)  # fmt: skip
def test_a_report_of_another_shape_is_refused_whole(
    wrong: dict[str, Any], team: Team, public: psycopg.Connection[Any], draft_arguments: Make
) -> None:
    save(public)
    with pytest.raises(errors.InvalidParameterValue):
        send(public, draft_arguments(LOCATOR, team.id, **wrong))
    assert (Report.objects.count(), RecordKey.objects.count()) == (0, 0)


def test_a_report_needs_a_draft_at_the_revision_that_was_sealed(
    team: Team, public: psycopg.Connection[Any], draft_arguments: Make
) -> None:
    assert send(public, draft_arguments(LOCATOR, team.id)) == ("gone", None)
    assert save(public) == "saved"
    assert save(public) == "changed"
    assert save(public, revision=1) == "saved"
    assert save(public, revision=1) == "changed"
    assert send(public, draft_arguments(LOCATOR, team.id)) == ("changed", None)
    assert send(public, draft_arguments(LOCATOR, uuid4(), p_revision=2)) == ("rotated", None)
    assert send(public, draft_arguments(LOCATOR, team.id, p_revision=2))[0] == "sent"
    assert save(public, revision=3) == "sent"


@pytest.mark.parametrize("stolen", ["p_report", "p_conversation", "p_code_locator"])
def test_what_was_sent_cannot_be_overwritten(
    stolen: str,
    given_report: Given,
    team: Team,
    public: psycopg.Connection[Any],
    draft_arguments: Make,
) -> None:
    locator = returncodes.locator(given_report.code, b"k" * 32)
    given: dict[str, Any] = {
        "p_report": given_report.report.id,
        "p_conversation": given_report.draft.conversation,
        "p_code_locator": bytes(_locator(given_report)),
    }
    assert locator != given["p_code_locator"]
    save(public)
    taken = {stolen: given[stolen]}
    if stolen == "p_code_locator":
        taken["p_code_wrap"] = BODY
    with pytest.raises(errors.UniqueViolation):
        send(public, draft_arguments(LOCATOR, team.id, **taken))
    assert Report.objects.count() == 1
    assert bytes(Report.objects.get().body) == bytes(given_report.report.body)
    assert conversations.open_by_code(given_report.code) is not None


def _locator(given: Given) -> bytes:
    visit = conversations.open_by_code(given.code)
    assert visit
    return visit.locator


def test_a_file_of_another_draft_or_report_cannot_be_taken(
    draft: Draft, team: Team, public: psycopg.Connection[Any], draft_arguments: Make
) -> None:
    from plainsight.intake import drafts
    from tests.intake.test_drafts import note

    theirs = note()
    drafts.attach(draft.cookie, theirs)
    save(public)
    attach = "SELECT gate.attach_file(%s, 1, %s, %s, 5)"
    with pytest.raises(errors.UniqueViolation):
        public.execute(attach, [LOCATOR, BODY, theirs.id])
    with pytest.raises(errors.InvalidParameterValue):
        send(public, draft_arguments(LOCATOR, team.id, p_files=[theirs.id]))
    assert Attachment.objects.get().draft_id is not None


def test_a_draft_takes_no_more_than_forty_files_even_from_a_forger(
    public: psycopg.Connection[Any], team: Team
) -> None:
    save(public)
    attach = "SELECT gate.attach_file(%s, %s, %s, %s, 5)"
    said = [one(public.execute(attach, [LOCATOR, at, BODY, uuid4()]))[0] for at in range(1, 43)]
    assert said == ["saved"] * 40 + ["full"] * 2


def test_a_conversation_is_reached_by_its_locator_and_by_nothing_else(
    given_report: Given, public: psycopg.Connection[Any]
) -> None:
    conversation = Conversation.objects.get()
    for wrong in (b"w" * 32, conversation.id.bytes * 2, given_report.report.id.bytes * 2):
        assert public.execute("SELECT * FROM gate.by_code(%s)", [wrong]).fetchall() == []
        assert public.execute("SELECT * FROM gate.unread_messages(%s)", [wrong]).fetchall() == []
        post = "SELECT gate.post_message(%s, %s, %s)"
        assert one(public.execute(post, [wrong, uuid4(), BODY])) == (None,)
        acknowledge = "SELECT gate.acknowledge_messages(%s, 5, false)"
        assert one(public.execute(acknowledge, [wrong])) == (False,)
        public.execute("SELECT gate.destroy_code(%s)", [wrong])
    assert Message.objects.count() == 0
    assert conversations.open_by_code(given_report.code)


def test_references_are_random_and_never_the_same_twice(team: Team) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT gate.new_reference() FROM generate_series(1, 2000)")
        made = [row[0] for row in cursor.fetchall()]
    assert len(set(made)) == 2000
    letters = "".join(made).replace("PS-", "").replace("-", "")
    assert set(letters) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_a_reference_that_is_taken_is_drawn_again(
    given_report: Given, team: Team, draft_arguments: Make
) -> None:
    taken = given_report.sent.reference
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE public.draws")
        cursor.execute(
            "CREATE OR REPLACE FUNCTION gate.new_reference() RETURNS text LANGUAGE sql AS $$ "
            f"SELECT CASE WHEN nextval('public.draws') < 4 THEN '{taken}' "
            "ELSE 'PS-0000-0001' END $$"
        )
        try:
            cursor.execute("SELECT gate.save_draft(%s, 0, %s)", [LOCATOR, BODY])
            arguments = draft_arguments(LOCATOR, team.id)
            call = calling("send_report", list(arguments)).as_string()
            cursor.execute(call, list(arguments.values()))
            assert cursor.fetchone() == ("sent", "PS-0000-0001")
        finally:
            cursor.execute("DROP SEQUENCE public.draws")
            from plainsight.core.database.prepare import apply_walls

            apply_walls()


def test_ids_are_the_only_thing_a_reader_of_the_draft_table_learns(
    draft: Draft, public: psycopg.Connection[Any]
) -> None:
    row = public.execute("SELECT * FROM gate.read_draft(%s)", [draft.key.locator]).fetchone()
    assert row is not None
    state, revision, body, reference = row
    assert (state, revision, reference) == ("open", 1, "")
    assert UUID(bytes=draft.report.bytes).bytes not in body
