"""An early code after the end: of a report that was sent, and of one that was only left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from plainsight.intake import retention
from plainsight.intake.models import Draft as Row
from tests.public.conftest import Reporter
from tests.public.reading import code_on, come_back, draft_of


def with_code(reporter: Reporter, share: str) -> str:
    reporter.write(what="Six <men>")
    reporter.send("/r/e/", go="get", share=share)
    return code_on(reporter.get("/r/e/").content)


def an_hour_later() -> int:
    """Let the draft rest and the worker come by; return how many reports it made."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        Row.objects.update(touched_at=F("touched_at") - timedelta(minutes=61))
        cursor.execute("SET ROLE plainsight_worker")
        made = retention.send_unfinished()
        cursor.execute("SET ROLE plainsight_public")
    return made


def test_the_code_stays_the_same_when_the_report_is_sent(reporter: Reporter) -> None:
    code = with_code(reporter, "no")
    reporter.send("/r/c/", go="send")
    assert code_on(reporter.get("/r/k/").content) == code
    come_back(Reporter(), code)


def test_a_code_that_is_destroyed_with_sending_opens_nothing(reporter: Reporter) -> None:
    code = with_code(reporter, "no")
    reporter.send("/r/c/", go="without")
    assert b'class="code"' not in reporter.get("/r/k/").content
    assert Reporter().send("/m/", code=code).status_code == 422


def test_stopping_at_the_call_destroys_the_early_code_as_well(reporter: Reporter) -> None:
    code = with_code(reporter, "yes")
    reporter.send("/r/9/", go="stop")
    assert an_hour_later() == 0
    assert Reporter().send("/m/", code=code).status_code == 422


@pytest.mark.parametrize(("share", "made"), [("yes", 1), ("no", 0)])
def test_what_is_left_is_read_only_if_that_was_chosen(
    reporter: Reporter, share: str, made: int
) -> None:
    code = with_code(reporter, share)
    assert an_hour_later() == made
    answer = Reporter().send("/m/", code=code)
    assert answer["Location"] == ("/m/?c" if made else "/r/?c")


def test_who_goes_on_after_the_hour_loses_nothing_and_may_add_by_message(
    reporter: Reporter,
) -> None:
    code = with_code(reporter, "yes")
    an_hour_later()
    late = reporter.send("/r/p/", address="Behind the <station>", go="on")
    assert late.status_code == 422
    assert b"Behind the &lt;station&gt;" in late.content
    assert b"already sent" in late.content
    assert code_on(reporter.get("/r/k/").content) == code
    come_back(reporter, code)
    assert b"Six" not in reporter.get("/m/").content


def test_giving_up_the_code_takes_back_what_might_have_been_read(reporter: Reporter) -> None:
    code = with_code(reporter, "yes")
    reporter.send("/r/e/", go="forget")
    assert an_hour_later() == 0
    assert Reporter().send("/m/", code=code).status_code == 422
    assert draft_of(reporter).answers.what == "Six <men>"


def test_a_code_of_another_report_does_not_cost_the_one_that_is_open_here(
    reporter: Reporter,
) -> None:
    code = with_code(Reporter(), "no")
    reporter.write(what="My own")
    refused = reporter.send("/m/", code=code)
    assert refused.status_code == 422
    assert b"not sent yet" in refused.content
    assert draft_of(reporter).answers.what == "My own"
    reporter.send("/r/e/", go="get", share="no")
    assert reporter.send("/m/", code=code)["Location"] == "/r/?c"
    assert b"My own" not in reporter.get("/r/a/").content
