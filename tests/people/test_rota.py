"""The rota: who may enter what, the week with its gaps, and the night on which clocks go back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from plainsight.people.duty_forms import ShiftForm
from plainsight.people.errors import NotAllowed, NotNow, NotVisible
from plainsight.people.models import Officer, Shift
from plainsight.people.services.notices import choose_notices
from plainsight.people.services.rota import enter_shift, remove_shift
from plainsight.people.week import monday, week_of
from tests.cast import Browser, Cast
from tests.people.conftest import Log

BEGINS = datetime(2026, 11, 24, 22, tzinfo=UTC)
ENDS = BEGINS + timedelta(hours=8)


def enter(cast: Cast, by: Officer | None = None, **changed: Any) -> Shift:
    given: dict[str, Any] = {
        "by": by or cast.supervisor,
        "officer": cast.colleague,
        "team": cast.team,
        "duty": Shift.Duty.DESK,
        "begins_at": BEGINS,
        "ends_at": ENDS,
    }
    return enter_shift(**given | changed)


def test_a_supervisor_enters_a_shift_and_takes_it_back_and_both_are_logged(
    cast: Cast, log: Log
) -> None:
    shift = enter(cast)
    codes = {"duty": "desk", "begins": BEGINS.isoformat(), "ends": ENDS.isoformat()}
    about = (cast.supervisor.id, "officer", cast.colleague.id, codes)
    assert log() == [("shift.entered", *about)]
    remove_shift(by=cast.supervisor, shift_id=shift.id)
    assert not Shift.objects.exists()
    assert log()[-1] == ("shift.removed", *about)


@pytest.mark.parametrize("part", ["triage_officer", "colleague", "auditor", "stranger"])
def test_who_has_no_right_to_it_enters_and_removes_nothing(cast: Cast, log: Log, part: str) -> None:
    shift = enter(cast)
    by = getattr(cast, part)
    with pytest.raises((NotAllowed, NotVisible)):
        enter(cast, by, officer=cast.triage_officer)
    with pytest.raises((NotAllowed, NotVisible)):
        remove_shift(by=by, shift_id=shift.id)
    assert Shift.objects.get() == shift
    assert len(log()) == 1


def test_an_administrator_keeps_the_rota_of_their_own_team(cast: Cast) -> None:
    enter(cast, cast.administrator)
    other = cast.stranger.memberships.get().team
    with pytest.raises(NotVisible):
        enter(cast, cast.administrator, team=other, officer=cast.stranger)


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"ends_at": BEGINS}, NotNow),
        ({"ends_at": BEGINS - timedelta(hours=1)}, NotNow),
        ({"ends_at": BEGINS + timedelta(hours=27)}, NotNow),
        ({"duty": Shift.Duty.CUSTODIAN, "ends_at": BEGINS + timedelta(days=15)}, NotNow),
    ],
)
def test_what_is_no_shift_is_not_entered(
    cast: Cast, changed: dict[str, Any], refused: type[Exception]
) -> None:
    with pytest.raises(refused):
        enter(cast, **changed)
    assert not Shift.objects.exists()


def test_nobody_is_in_two_places_at_once_but_two_are_in_one(cast: Cast) -> None:
    enter(cast)
    with pytest.raises(NotNow):
        enter(cast, begins_at=ENDS - timedelta(minutes=1), ends_at=ENDS + timedelta(hours=2))
    enter(cast, officer=cast.triage_officer)
    enter(cast, begins_at=ENDS, ends_at=ENDS + timedelta(hours=8))
    enter(cast, duty=Shift.Duty.CUSTODIAN)


def test_an_officer_of_another_team_or_a_suspended_one_is_not_entered(cast: Cast) -> None:
    Officer.objects.filter(id=cast.colleague.id).update(is_active=False)
    cast.colleague.refresh_from_db()
    for officer in (cast.stranger, cast.colleague):
        with pytest.raises(NotVisible):
            enter(cast, officer=officer)


def test_the_week_names_the_hours_in_which_nobody_could_unlock(keyed_cast: Cast) -> None:
    enter(keyed_cast)  # can unlock, Tuesday night
    enter(keyed_cast, officer=keyed_cast.auditor, begins_at=ENDS, ends_at=ENDS + timedelta(hours=4))
    week = week_of(keyed_cast.team, monday(date(2026, 11, 24)))
    tuesday, wednesday = week[1], week[2]
    assert [(one.begins.hour, one.ends.hour, one.is_empty) for one in tuesday.gaps] == [
        (0, 22, True)
    ]
    assert [(one.begins.hour, one.ends.hour, one.is_empty) for one in wednesday.gaps] == [
        (6, 10, False),
        (10, 0, True),
    ]
    assert [row.unlocks for row in wednesday.rows] == [True, False]
    assert week[3].gaps[0].is_empty


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-10-24", 9), ("2026-10-25", 8), ("2026-03-28", 7)]
)
def test_a_night_shift_by_the_clock_on_the_wall_is_as_long_as_the_night(
    cast: Cast, day: str, hours: int
) -> None:
    given = {"officer": str(cast.colleague.id), "duty": "desk", "day": day}
    form = ShiftForm(cast.team, given | {"begins": "22:00", "ends": "06:00"})
    assert form.is_valid(), form.errors
    begins, ends = form.span()
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours)
    local = timezone.localtime(ends)
    assert (local.hour, local.minute) == (6, 0)


def test_the_day_of_25_hours_has_no_hour_that_is_neither_covered_nor_named(
    keyed_cast: Cast,
) -> None:
    clocks_back = date(2026, 10, 25)
    sunday = week_of(keyed_cast.team, monday(clocks_back))[6]
    [gap] = sunday.gaps
    assert gap.ends.astimezone(UTC) - gap.begins.astimezone(UTC) == timedelta(hours=25)


def test_the_page_shows_the_week_and_keeps_what_was_typed(cast: Cast, browser: Browser) -> None:
    browser.sign_in(cast.supervisor)
    assert "Nobody is on duty." in browser.get("/rota/?week=2026-11-24").content.decode()
    typed = {
        "team": str(cast.team.id),
        "officer": str(cast.colleague.id),
        "duty": "desk",
        "day": "2026-11-24",
        "begins": "22:00",
        "ends": "06:00",
    }
    answer = browser.post("/rota/enter/", typed)
    assert answer.status_code == 302
    page = browser.get(answer["location"]).content.decode()
    assert f"<b>{cast.colleague.name}</b>" in page
    assert "cannot unlock" in page
    again = browser.post("/rota/enter/", typed)
    assert again.status_code == 422
    assert "is on duty then already" in again.content.decode()
    assert 'value="2026-11-24"' in again.content.decode()
    shift = Shift.objects.get()
    assert browser.post(f"/rota/{shift.id}/remove/").status_code == 302
    assert browser.post(f"/rota/{uuid4()}/remove/").status_code == 404


def test_a_team_of_somebody_else_has_no_rota_for_an_officer(cast: Cast, browser: Browser) -> None:
    browser.sign_in(cast.triage_officer)
    other = cast.stranger.memberships.get().team
    assert browser.get(f"/rota/?team={other.id}").status_code == 404
    assert browser.get("/rota/?team=nonsense").status_code == 404
    page = browser.get("/rota/").content.decode()
    assert "Enter a shift" not in page


def test_an_officer_chooses_notices_and_the_log_does_not_hold_the_address(
    cast: Cast, browser: Browser, log: Log
) -> None:
    officer = cast.triage_officer
    browser.sign_in(officer)
    before = len(log())
    assert browser.post("/account/notices/", {"is_told": "on"}).status_code == 422
    given = {"email": "amara@example.org", "is_told": "on"}
    assert browser.post("/account/notices/", given).status_code == 302
    officer.refresh_from_db()
    assert (officer.email, officer.is_told_by_email) == ("amara@example.org", True)
    assert log()[before:] == [("notices.chosen", officer.id, "officer", officer.id, {"told": True})]
    choose_notices(officer, email="", is_told=True)
    assert not officer.is_told_by_email
