"""Two custodians open the team's key at the desk for an officer who is there, at any hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plainsight.core.clock import now
from plainsight.core.ids import new_id
from plainsight.intake import entering
from plainsight.intake.answers import Answers
from plainsight.people.models import Officer, Shift
from plainsight.people.recovering import recovered_lately
from plainsight.people.services import choose_passphrase
from plainsight.people.services.team_key import name_custodians
from plainsight.vault.armour import private_text, public_text
from plainsight.vault.models import Admission
from plainsight.vault.opening import PrivateKey
from tests.cast import PASSPHRASE, PASSWORD, Browser, Cast, member
from tests.people.conftest import Log

PAGE = "/team/recover/"


@pytest.fixture
def custodians(keyed_cast: Cast) -> list[PrivateKey]:
    """Three custodians, named by a member."""
    keys = [PrivateKey.generate() for _ in range(3)]
    who = keyed_cast.triage_officer
    publics = [key.public() for key in keys]
    unlocked = keyed_cast.keys[who]
    name_custodians(who, team=keyed_cast.team, unlocked=unlocked, publics=publics)
    return keys


@pytest.fixture
def newcomer(keyed_cast: Cast) -> Officer:
    """An officer of the night shift with a passphrase, whom nobody has admitted."""
    from plainsight.people.roles import Role

    officer = member("nadia.birch", "Nadia Birch", keyed_cast.team, Role.TRIAGE_OFFICER)
    choose_passphrase(officer, passphrase=PASSPHRASE)
    return officer


@pytest.fixture
def desk(custodians: list[PrivateKey], newcomer: Officer, browser: Browser) -> Browser:
    return browser.sign_in(newcomer, unlocked=True)


def typed(*keys: PrivateKey) -> dict[str, str]:
    return dict(zip(("first_key", "second_key"), map(private_text, keys), strict=True))


def is_member(officer: Officer) -> bool:
    return Admission.objects.filter(holder=officer.id, removed_at=None).exists()


@pytest.mark.parametrize("pair", [(0, 1), (2, 0), (1, 2)])
def test_any_two_custodians_let_an_officer_in_and_the_log_says_so(
    desk: Browser,
    newcomer: Officer,
    keyed_cast: Cast,
    custodians: list[PrivateKey],
    pair: tuple[int, int],
    log: Log,
) -> None:
    assert not is_member(newcomer)
    answer = desk.post(PAGE, typed(*(custodians[place] for place in pair)))
    assert (answer.status_code, answer["Location"]) == (302, "/team/")
    assert is_member(newcomer)
    done = [row for row in log() if row[0] == "team_key.recovered"]
    assert done == [("team_key.recovered", newcomer.id, "team", keyed_cast.team.id, {})]
    told = recovered_lately(keyed_cast.team)
    assert told is not None
    assert told.actor_id == newcomer.id
    assert "opens the reports already" in desk.get(PAGE).text


def test_the_supervisors_of_the_team_are_told_for_a_day_and_nobody_else(
    desk: Browser,
    newcomer: Officer,
    keyed_cast: Cast,
    custodians: list[PrivateKey],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from plainsight.triage.alarms import alarms_for

    def told(officer: Officer) -> bool:
        fresh = Officer.objects.get(id=officer.id)
        return "opened_by_custodians" in [one.name for one in alarms_for(fresh)]

    assert not told(keyed_cast.supervisor)
    desk.post(PAGE, typed(*custodians[:2]))
    assert told(keyed_cast.supervisor)
    assert not any(map(told, (newcomer, keyed_cast.colleague, keyed_cast.stranger)))
    later = now() + timedelta(hours=25)
    monkeypatch.setattr("plainsight.people.recovering.now", lambda: later)
    assert not told(keyed_cast.supervisor)


def test_a_custodian_who_is_away_is_not_needed_and_one_alone_is_not_enough(
    desk: Browser, newcomer: Officer, custodians: list[PrivateKey], log: Log
) -> None:
    present, _away, also = custodians
    stranger = PrivateKey.generate()
    for keys in ((present, present), (present, stranger), (stranger, stranger)):
        answer = desk.post(PAGE, typed(*keys))
        assert answer.status_code == 422
        assert "not the keys of two of the custodians" in answer.text
    assert not is_member(newcomer)
    assert "team_key.recovered" not in [row[0] for row in log()]
    assert desk.post(PAGE, typed(also, present)).status_code == 302


def test_no_page_ever_shows_a_key_again(desk: Browser, custodians: list[PrivateKey]) -> None:
    good = private_text(custodians[0])
    line = good.splitlines()[1]
    for second in ("", "PLAINSIGHT PRIVATE KEY\nABC", public_text(custodians[1].public())):
        answer = desk.post(PAGE, {"first_key": good, "second_key": second})
        assert answer.status_code == 422
        assert line not in answer.text
        assert "ABC" not in answer.text
    assert "not a whole private key" in answer.text


def test_a_key_is_not_carried_through_signing_in_or_unlocking(
    newcomer: Officer, custodians: list[PrivateKey], browser: Browser
) -> None:
    keys = typed(*custodians[:2])
    line = keys["first_key"].splitlines()[1]
    signed_out = browser.post(PAGE, keys)
    assert signed_out.status_code == 401
    assert line not in signed_out.text
    locked = browser.sign_in(newcomer).post(PAGE, keys)
    assert locked["Location"] == "/unlock/?next=/team/recover/"
    assert line not in locked.text


def test_the_password_is_asked_for_again_after_a_while(
    desk: Browser, custodians: list[PrivateKey], newcomer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plainsight.people.middleware.is_confirmed", lambda _request: False)
    answer = desk.post(PAGE, typed(*custodians[:2]))
    assert answer["Location"].startswith("/account/confirm/")
    assert not is_member(newcomer)
    monkeypatch.undo()
    confirmed = desk.post("/account/confirm/", {"password": PASSWORD, "next": PAGE})
    assert confirmed["Location"] == PAGE


def test_the_page_names_who_is_on_call_now(
    desk: Browser, keyed_cast: Cast, newcomer: Officer
) -> None:
    assert PAGE in desk.get("/unlock/").text
    assert "names no custodian for this hour" in desk.get(PAGE).text
    hour = timedelta(hours=1)
    for officer, begins in (
        (keyed_cast.supervisor, now() - hour),
        (keyed_cast.colleague, now() + hour),
    ):
        Shift.objects.create(
            officer=officer,
            team=keyed_cast.team,
            duty=Shift.Duty.CUSTODIAN,
            begins_at=begins,
            ends_at=begins + 2 * hour,
            entered_by=keyed_cast.supervisor,
        )
    text = desk.get(PAGE).text
    assert "Ruth Pennant" in text
    assert "Tom Hale" not in text


def test_auditors_and_administrators_are_not_let_in(
    keyed_cast: Cast, custodians: list[PrivateKey], browser: Browser
) -> None:
    for officer in (keyed_cast.auditor, keyed_cast.administrator):
        assert browser.sign_in(officer).post(PAGE, typed(*custodians[:2])).status_code == 403
        assert not is_member(officer)
        browser.post("/sign-out/")


def test_what_arrived_while_nobody_could_unlock_opens_afterwards(
    desk: Browser, newcomer: Officer, custodians: list[PrivateKey]
) -> None:
    from plainsight.people.models import UnlockedSession
    from plainsight.vault.services import unlock

    report = new_id()
    entering.forget_team_key()
    hour = now().replace(minute=0, second=0, microsecond=0)
    told = Answers(what="At four in the morning")
    entering.enter(
        report=report, channel="999", received_hour=hour, answers=told, key=entering.new_key()
    )
    assert desk.post(PAGE, typed(*custodians[:2])).status_code == 302
    assert len(unlock(holder=newcomer.id, passphrase=PASSPHRASE).record_key("report", report)) == 32
    assert UnlockedSession.objects.exists()
