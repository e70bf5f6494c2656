"""What narrows the queue, how it stands in an address, and what a wrong address does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from plainsight.core.clock import now
from plainsight.intake.models import Report
from plainsight.triage.view import View
from tests.cast import Browser, Cast
from tests.reported import Reported
from tests.triage.queued import CALM, age, shown, stands

Change = Callable[[Report, Cast], object]


def _language(code: str) -> Change:
    return lambda report, _cast: Report.objects.filter(id=report.id).update(language=code)


FITTING: dict[str, tuple[dict[str, object], Change]] = {
    "danger_now=on": ({"danger_now": True}, lambda *_: None),
    "under_18=on": ({"under_18": True}, lambda *_: None),
    "about_me=on": ({"about_me": True}, lambda *_: None),
    "grade=G2": ({}, lambda report, _cast: stands(report, grade="G2")),
    "grade=none&pile=opened": ({}, lambda report, _cast: stands(report, state="triage")),
    "deadline=over": ({}, lambda report, _cast: stands(report, respond_by=now())),
    "deadline=hour": (
        {},
        lambda report, _cast: stands(report, respond_by=now() + timedelta(minutes=50)),
    ),
    "assigned=me": (
        {},
        lambda report, cast: stands(report, assigned_to=cast.triage_officer),
    ),
    "state=closed": (
        {},
        lambda report, _cast: stands(report, state="closed", closed_at=now(), closing="x"),
    ),
    "state=marked": ({}, lambda report, _cast: stands(report, mark="spam")),
    "language=ro": ({}, _language("ro")),
    "language=other": ({}, _language("vi")),
    "age=over-7": ({}, lambda report, _cast: age(report, 24 * 8)),
    "control_room=on": ({}, lambda report, _cast: stands(report, control_room_at=now())),
}


@pytest.mark.parametrize("query", FITTING)
def test_each_filter_finds_what_fits_and_leaves_out_what_does_not(
    keyed_cast: Cast, reported: Reported, query: str
) -> None:
    told, change = FITTING[query]
    other = stands(reported(**CALM), crime_decision_by=now() + timedelta(hours=20))
    fitting = reported(**CALM | told)
    if "respond" not in query and "deadline" not in query:
        stands(fitting, crime_decision_by=now() + timedelta(hours=20))
    change(fitting, keyed_cast)
    assert shown(keyed_cast.triage_officer, query) == [fitting]
    assert other in shown(keyed_cast.triage_officer, "pile=all")


def test_filters_are_joined(keyed_cast: Cast, reported: Reported) -> None:
    both = reported(danger_now=True, under_18=True)
    reported(danger_now=True)
    reported(danger_now=None, under_18=True)
    assert shown(keyed_cast.triage_officer, "danger_now=on&under_18=on") == [both]


def test_assigned_to_a_colleague_or_to_nobody(keyed_cast: Cast, reported: Reported) -> None:
    taken = stands(reported(**CALM), assigned_to=keyed_cast.colleague)
    free = reported(**CALM)
    officer = keyed_cast.triage_officer
    assert shown(officer, f"assigned={keyed_cast.colleague.id}") == [taken]
    assert shown(officer, "assigned=nobody") == [free]


def test_an_unread_reply_is_found_by_its_filter(keyed_cast: Cast, reported: Reported) -> None:
    replied, _other = reported(), reported()
    reported.reply(replied, "They were moved.")
    assert shown(keyed_cast.triage_officer, "unread=on") == [replied]


def test_the_same_view_has_the_same_query_whatever_address_led_there(cast: Cast) -> None:
    officer = cast.triage_officer
    one = View.of(officer, "language=ro&grade=G1&pile=all&order=risk&nonsense=1")
    two = View.of(officer, "pile=all&grade=G1&language=ro&after=0~x~y")
    assert one.query == two.query == "pile=all&grade=G1&language=ro"
    assert View.of(officer, one.query).query == one.query
    assert one.query_with(grade="") == "pile=all&language=ro"


@pytest.fixture
def report(reported: Reported) -> Report:
    """Somebody is in danger now."""
    return reported()


def test_a_filter_that_is_not_known_is_named_and_the_rest_is_shown(
    keyed_cast: Cast, report: Report, browser: Browser
) -> None:
    browser.sign_in(keyed_cast.triage_officer)
    answer = browser.get("/reports/?grade=G9&danger_now=on")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The filter “G9” is not known." in page
    assert report.reference in page


def test_a_stranger_is_no_choice_of_the_filter(keyed_cast: Cast, browser: Browser) -> None:
    browser.sign_in(keyed_cast.triage_officer)
    page = browser.get("/reports/").content.decode()
    assert keyed_cast.colleague.name in page
    assert keyed_cast.stranger.name not in page
