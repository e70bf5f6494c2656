"""Retention at the desk: what ends soon, the acts that stop it, and the certificate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.utils.timezone import localdate

from plainsight.intake.models import Report
from plainsight.people.models import Officer
from plainsight.people.roles import Role
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage.services import disposals
from plainsight.triage.services.keeping import hold_report
from tests.cast import Browser, Cast, member
from tests.reported import Reported
from tests.triage.acted import acting, standing
from tests.triage.test_retention import AsRole, closed, due, erased


@contextmanager
def signed_in(officer: Officer, as_role: AsRole) -> Iterator[Browser]:
    """Let somebody work at the desk, which has the desk's rights only."""
    with as_role("desk"):
        yield Browser().sign_in(officer, unlocked=True)


def test_the_page_shows_what_ends_soon_what_is_held_and_the_rules(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    ending, held, far = due(keyed_cast, reported(), as_role), reported(), reported()
    hold_report(acting(keyed_cast, held, keyed_cast.supervisor), note="Court order 12")
    assert disposals.announced(keyed_cast.supervisor) == 1, "the bar counts what can be kept"
    with signed_in(keyed_cast.supervisor, as_role) as desk:
        text = desk.get("/retention/").text
    for words in (ending.reference, held.reference, "Not a report for this desk"):
        assert words in text
    for words in ("6 years", "One year", "90 days"):
        assert words in text
    assert far.reference not in text
    assert "Court order" not in text, "words are sealed"


def test_a_supervisor_keeps_and_holds_from_the_report_s_page(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = closed(keyed_cast, reported())
    until = localdate() + timedelta(days=400)
    with signed_in(keyed_cast.supervisor, as_role) as desk:
        act(desk, report, "keep", until=until.isoformat(), note="A trial")
        act(desk, report, "hold", note="Court order 12")
        act(desk, report, "lift-hold", note="Order ended")
        text = desk.get(f"/reports/{report.id}/").text
    assert (standing(report).dispose_on, standing(report).is_held) == (until, False)
    for words in ("Kept for longer", "Court order 12", "Legal hold lifted", "Order ended"):
        assert words in text


def act(desk: Browser, report: Report, name: str, **given: str) -> None:
    """Send an act from the report's page."""
    page = f"/reports/{report.id}/"
    version = re.search(rf'name="{name}-version" value="(\d+)"', desk.get(page).text)
    assert version, f"{name} is not offered"
    told = {f"{name}-{key}": value for key, value in {**given, "version": version[1]}.items()}
    assert desk.post(f"{page}act/{name}/", told).status_code == 302


def test_a_triage_officer_is_offered_neither(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = closed(keyed_cast, reported())
    with signed_in(keyed_cast.triage_officer, as_role) as desk:
        text = desk.get(f"/reports/{report.id}/").text
    assert "Erased on" in text, "the day is said to everybody"
    for words in ('id="act-hold"', 'id="act-keep"', "/retention/"):
        assert words not in text


def test_what_was_erased_has_a_certificate_without_content(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = due(keyed_cast, reported(what="Six men in a car wash"), as_role)
    address = f"/reports/{report.id}/certificate/"
    with signed_in(keyed_cast.supervisor, as_role) as desk:
        assert desk.get(address).status_code == 404, "not erased yet"
    assert erased(as_role) == 1
    with signed_in(keyed_cast.supervisor, as_role) as desk:
        text = desk.get(address).text
        gone = desk.get(f"/reports/{report.id}/")
        queue = desk.get("/reports/?pile=all")
        listed = desk.get("/retention/").text
    assert report.reference in text
    assert str(report.id) in text
    assert "car wash" not in text
    assert gone.status_code == 410
    assert address in gone.text
    assert queue.status_code == 200
    assert address in listed


def test_whoever_is_excluded_sees_neither_its_day_nor_its_certificate(
    keyed_cast: Cast, reported: Reported, as_role: AsRole
) -> None:
    report = due(keyed_cast, reported(), as_role)
    other = member("ines.marsh", "Ines Marsh", keyed_cast.team, Role.SUPERVISOR)
    exclude_officer(keyed_cast.supervisor, target=report, by=other)
    assert disposals.announced(keyed_cast.supervisor) == 0
    with signed_in(keyed_cast.supervisor, as_role) as desk:
        assert report.reference not in desk.get("/retention/").text
    assert erased(as_role) == 1
    with signed_in(keyed_cast.supervisor, as_role) as desk:
        assert desk.get(f"/reports/{report.id}/certificate/").status_code == 404
        assert report.reference not in desk.get("/retention/").text
