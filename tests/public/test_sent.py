"""After sending: the code, typed back, destroyed or done without; and coming back with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest

from plainsight.core import formtokens
from plainsight.intake import conversations
from plainsight.intake.messages import Said, seal_message
from plainsight.public.cookies import DRAFT, VISIT
from tests.public.conftest import Reporter
from tests.public.reading import code_on, sent, token_on


def test_the_code_is_shown_again_however_often_send_is_pressed(reporter: Reporter) -> None:
    page = sent(reporter)
    assert re.search(rb"PS-[0-9A-Z]{4}-[0-9A-Z]{4}", page)
    assert reporter.post("/r/c/", {"go": "send"})["Location"] == "/r/k/"
    assert code_on(reporter.get("/r/k/").content) == code_on(page)
    assert reporter.get("/r/p/")["Location"] == "/r/k/"


def test_typing_the_code_back_forgives_case_and_gaps_but_not_another_code(
    reporter: Reporter,
) -> None:
    code = code_on(sent(reporter))
    right = reporter.post("/r/k/", {"go": "try", "code": code.lower().replace("-", " ")})
    assert right["Location"] == "/r/k/?right"
    assert b"That is the same code." in reporter.get("/r/k/?right").content
    wrong = reporter.post("/r/k/", {"go": "try", "code": code[:-1] + "?"})
    assert wrong.status_code == 422
    assert b"Compare it group by group." in wrong.content


def test_one_may_send_without_a_code_or_destroy_it_at_once(reporter: Reporter) -> None:
    assert b'class="code"' not in sent(reporter, "without")
    done = reporter.post("/r/k/", {"go": "finish"})
    assert done.cookies[DRAFT]["max-age"] == 0
    code = code_on(sent(reporter))
    assert reporter.post("/r/k/", {"go": "destroy"})["Location"] == "/r/z/"
    assert conversations.open_by_code(code) is None


def test_a_second_report_may_follow_and_a_late_answer_is_not_lost(reporter: Reporter) -> None:
    sent(reporter)
    late = reporter.send("/r/p/", address="Behind the station", go="on")
    assert late.status_code == 422
    assert b"Behind the station" in late.content
    assert b"See its code" in reporter.get("/r/").content
    assert reporter.send("/r/", danger_now="no", go="on")["Location"] == "/r/w/"


def test_all_codes_that_open_nothing_get_the_same_answer(reporter: Reporter) -> None:
    pages = set()
    for code in ("x", "0000-0000-0000-0000-0000", "\u0660" * 20, "' OR 1=1 --"):
        answer = reporter.post("/m/", {"code": code})
        assert answer.status_code == 422
        pages.add(re.sub(rb'value="[^"]*"', b"", answer.content))
    assert len(pages) == 1


def asked(reporter: Reporter, visit: conversations.Visit, text: str) -> None:
    """Let the desk ask something, with the desk's rights."""
    from django.db import connection

    from plainsight.intake.services import desk_message

    client = UUID(int=len(text))
    body = seal_message(visit.key, visit.conversation, "desk", client, Said("text", text))
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        desk_message(conversation=visit.conversation, client_id=client, sealed_body=body)
        cursor.execute("SET ROLE plainsight_public")


def test_what_was_shown_is_gone_once_it_was_left_answered_or_finished(
    reporter: Reporter, visit: conversations.Visit
) -> None:
    asked(reporter, visit, "Which days?")
    for _ in range(2):  # shown is not yet read
        assert b"Which days?" in reporter.get("/m/").content
    reporter.post("/leave/")
    assert conversations.unread(visit) == []


def test_what_was_kept_is_shown_again(reporter: Reporter, visit: conversations.Visit) -> None:
    asked(reporter, visit, "Which days?")
    reporter.get("/m/")
    assert reporter.post("/m/a/", {"go": "finish", "keep": "on"})["Location"] == "/m/?over"
    assert [one.text for one in conversations.unread(visit)] == ["Which days?"]


def test_an_answer_that_is_sent_twice_is_one_message(
    reporter: Reporter, visit: conversations.Visit
) -> None:
    token = token_on(reporter.get("/m/").content)
    for _ in range(2):
        answer = reporter.post("/m/a/", {"go": "send", "text": "Mon", formtokens.FIELD: token})
        assert answer["Location"] == "/m/?went"
    assert conversations.answer(visit, client_id=UUID(int=1), text="x") == 2


@pytest.mark.parametrize("token", ["", "forged.1:x"])
def test_an_old_form_keeps_its_text_and_gets_a_new_token(
    reporter: Reporter, visit: conversations.Visit, token: str
) -> None:
    fields = {"go": "send", "text": "Mondays & Fridays", formtokens.FIELD: token}
    answer = reporter.post("/m/a/", fields)
    assert answer.status_code == 422
    assert b"Mondays &amp; Fridays" in answer.content
    assert reporter.post("/m/a/", {**fields, formtokens.FIELD: token_on(answer.content)})[
        "Location"
    ].endswith("went")


def test_finishing_with_an_unsent_text_asks_first(
    reporter: Reporter, visit: conversations.Visit
) -> None:
    answer = reporter.post("/m/a/", {"go": "finish", "text": "Mondays"})
    assert answer.status_code == 422
    assert b"Mondays" in answer.content


def test_a_visit_that_ran_out_keeps_the_answer_until_the_code_is_typed_again(
    reporter: Reporter, visit: conversations.Visit
) -> None:
    del reporter.cookies[VISIT]
    answer = reporter.post("/m/a/", {"go": "send", "text": "Mondays"})
    assert answer.status_code == 422
    assert b"Mondays" in answer.content
    again = reporter.post("/m/a/", {"text": "Mondays", "code": "wrong"})
    assert b"Mondays" in again.content
    assert b"We cannot open anything with that code." in again.content


def test_a_destroyed_code_opens_nothing_any_more(
    reporter: Reporter, visit: conversations.Visit
) -> None:
    assert reporter.post("/m/d/")["Location"] == "/m/?over"
    come = reporter.post("/m/a/", {"go": "send", "text": "Mondays"})
    assert come.status_code == 422
    assert b"Mondays" in come.content


def test_without_a_database_an_answer_stays_on_its_page(
    reporter: Reporter, visit: conversations.Visit, no_database: Callable[[], None]
) -> None:
    token = token_on(reporter.get("/m/").content)
    no_database()
    answer = reporter.post("/m/a/", {"go": "send", "text": "Mondays", formtokens.FIELD: token})
    assert answer.status_code == 503
    assert b"Mondays" in answer.content
    assert reporter.post("/m/", {"code": "0" * 20}).status_code == 503
