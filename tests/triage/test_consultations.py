"""Who has looked at a report, and who may see it: for those who have it, and for supervisors."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from plainsight.intake.models import Report
from plainsight.people.errors import NotAllowed, NotVisible
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage.services import open_report
from plainsight.triage.services.consultations import consultations, who_may_see
from plainsight.triage.services.routing import assign
from tests.cast import Browser, Cast
from tests.reported import Reported
from tests.triage.acted import acting
from tests.triage.conftest import Log

AsRole = Callable[[str], AbstractContextManager[None]]


def opened(cast: Cast, report: Report) -> None:
    officer = cast.triage_officer
    open_report(officer=officer, unlocked=cast.keys[officer], report_id=report.id)


def test_who_has_a_report_sees_who_looked_at_it_and_that_is_logged(
    keyed_cast: Cast, reported: Reported, as_role: AsRole, log: Log
) -> None:
    report, other = reported(), reported()
    assign(acting(keyed_cast, report), to=keyed_cast.colleague.id)
    with as_role("desk"):
        opened(keyed_cast, report)
        opened(keyed_cast, other)
        lines = consultations(officer=keyed_cast.colleague, report_id=report.id)
    told = [(line.who, line.did) for line in lines]
    me = str(keyed_cast.triage_officer)
    assert (me, "opened report for the first time") in told
    assert told[-1][0] == "A reporter"
    assert sum(did == "opened report for the first time" for _who, did in told) == 1
    assert log()[-1][:2] == ("report.consultations_read", keyed_cast.colleague.id)


def test_a_supervisor_sees_it_too_and_nobody_else(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    assert consultations(officer=keyed_cast.supervisor, report_id=report.id)
    with pytest.raises(NotAllowed, match="Only those who have"):
        consultations(officer=keyed_cast.colleague, report_id=report.id)
    for stranger in (keyed_cast.stranger, keyed_cast.administrator, keyed_cast.auditor):
        with pytest.raises(NotVisible):
            consultations(officer=stranger, report_id=report.id)


def test_the_rule_explains_itself_for_everybody(keyed_cast: Cast, reported: Reported) -> None:
    report = reported()
    exclude_officer(keyed_cast.colleague, target=report, by=keyed_cast.supervisor)
    sights = {
        one.officer: one.decision
        for one in who_may_see(officer=keyed_cast.supervisor, report_id=report.id)
    }
    assert sights[keyed_cast.triage_officer].why.startswith("Allowed as triage officer")
    assert sights[keyed_cast.colleague].why == "Excluded from this record."
    assert not sights[keyed_cast.administrator]
    assert sights[keyed_cast.stranger].why == "The record belongs to another team."
    with pytest.raises(NotAllowed):
        who_may_see(officer=keyed_cast.triage_officer, report_id=report.id)


@pytest.fixture
def report(reported: Reported) -> Report:
    """A report; asked for before `browser`, whose role may not send one."""
    return reported()


def test_the_pages_say_it(keyed_cast: Cast, report: Report, browser: Browser) -> None:
    desk = browser.sign_in(keyed_cast.supervisor, unlocked=True)
    page = desk.get(f"/reports/{report.id}/").text
    assert f"/reports/{report.id}/consultations/" in page
    assert (
        "opened report for the first time" in desk.get(f"/reports/{report.id}/consultations/").text
    )
    assert "Allowed as supervisor" in desk.get(f"/reports/{report.id}/access/").text
