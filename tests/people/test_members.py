"""A member chooses a passphrase and waits; another who is in lets them in."""

from __future__ import annotations

from uuid import uuid4

import pytest

from plainsight.people.errors import NotAccepted, NotAllowed, NotNow, NotVisible
from plainsight.people.models import TeamKey
from plainsight.people.queries import fingerprint_of, is_member, members_of
from plainsight.people.services import admit, choose_passphrase, found_team_key
from tests.cast import PASSPHRASE, PASSWORD, Browser, Cast
from tests.people.conftest import Log

NEW = "copper ladder morning sparrow"


@pytest.fixture
def founded(cast: Cast) -> Cast:
    """The triage officer has founded the team's key; nobody else has chosen a passphrase."""
    founder = cast.triage_officer
    cast.keys[founder] = choose_passphrase(founder, passphrase=PASSPHRASE)
    found_team_key(founder, team=cast.team, unlocked=cast.keys[founder])
    return cast


def test_founding_makes_the_records_key_the_teams(founded: Cast, log: Log) -> None:
    owned = TeamKey.objects.get()
    assert owned.team == founded.team
    assert owned.team_key in founded.keys[founded.triage_officer].teams
    with pytest.raises(NotNow):
        found_team_key(
            founded.triage_officer,
            team=founded.team,
            unlocked=founded.keys[founded.triage_officer],
        )


def test_a_passphrase_is_chosen_and_the_officer_waits(
    founded: Cast, browser: Browser, log: Log
) -> None:
    browser.sign_in(founded.colleague)
    assert browser.get("/unlock/").headers["Location"] == "/account/passphrase/"
    chosen = browser.post("/account/passphrase/", {"passphrase": NEW, "again": NEW})
    assert chosen.headers["Location"] == "/unlock/"
    page = browser.get("/unlock/")
    assert "nobody has let you in" in page.text
    assert page.context["short_fingerprint"] in page.text
    assert browser.get("/ask/").headers["Location"].startswith("/unlock/")
    who = founded.colleague.id
    assert ("key.enrolled", who, "officer", who, {}) in log()


@pytest.mark.parametrize(
    ("passphrase", "again", "says"),
    [
        ("too short", "too short", "Use at least 14 characters"),
        (NEW, NEW + "x", "The two are not the same"),
        (PASSWORD, PASSWORD, "That is your password"),
        ("ababababababab", "ababababababab", "repeats too much"),
        ("tom.hale is my name", "tom.hale is my name", "Leave your username out"),
    ],
)
def test_a_poor_passphrase_is_refused_kindly(
    founded: Cast, browser: Browser, passphrase: str, again: str, says: str
) -> None:
    browser.sign_in(founded.colleague)
    answer = browser.post("/account/passphrase/", {"passphrase": passphrase, "again": again})
    assert says in answer.text
    assert passphrase not in answer.text
    assert fingerprint_of(founded.colleague) == ""


def test_another_member_admits_whoever_waits(founded: Cast, browser: Browser, log: Log) -> None:
    newcomer = founded.colleague
    choose_passphrase(newcomer, passphrase=PASSPHRASE)
    browser.sign_in(founded.triage_officer, unlocked=True)
    page = browser.get("/team/")
    waiting = next(m for m in page.context["members"] if m.state == "waiting")
    assert waiting.officer == newcomer
    assert waiting.short_fingerprint in page.text
    done = browser.post(f"/team/{newcomer.id}/admit/", {"fingerprint": waiting.fingerprint})
    assert done.headers["Location"] == "/team/"
    assert is_member(newcomer)
    assert log()[-1] == (
        "member.admitted",
        founded.triage_officer.id,
        "officer",
        newcomer.id,
        {},
    )
    theirs = Browser().sign_in(newcomer, unlocked=True)
    assert theirs.get("/ask/").status_code == 200


def test_another_fingerprint_admits_nobody(founded: Cast, browser: Browser, log: Log) -> None:
    choose_passphrase(founded.colleague, passphrase=PASSPHRASE)
    browser.sign_in(founded.triage_officer, unlocked=True)
    before = len(log())
    answer = browser.post(
        f"/team/{founded.colleague.id}/admit/", {"fingerprint": "0" * 64}, follow=True
    )
    assert "could not be admitted" in answer.text
    assert not is_member(founded.colleague)
    assert len(log()) == before


def test_strangers_auditors_and_locked_members_admit_nobody(founded: Cast, log: Log) -> None:
    newcomer = founded.colleague
    choose_passphrase(newcomer, passphrase=PASSPHRASE)
    shown = fingerprint_of(newcomer)
    unlocked = founded.keys[founded.triage_officer]
    before = len(log())
    refusals = [
        (founded.stranger, unlocked, NotVisible),
        (founded.auditor, unlocked, NotAllowed),
        (founded.administrator, unlocked, NotAllowed),
        (founded.triage_officer, None, NotNow),
    ]
    for by, key, refusal in refusals:
        with pytest.raises(refusal):
            admit(newcomer, by=by, unlocked=key, fingerprint=shown)
    assert not is_member(newcomer)
    assert len(log()) == before


def test_only_roles_that_read_reports_get_a_key(founded: Cast) -> None:
    for officer in (founded.auditor, founded.administrator):
        with pytest.raises(NotAllowed):
            choose_passphrase(officer, passphrase=NEW)
        with pytest.raises(NotAllowed):
            admit(
                officer,
                by=founded.triage_officer,
                unlocked=founded.keys[founded.triage_officer],
                fingerprint="",
            )


def test_a_second_passphrase_is_not_chosen_over_the_first(founded: Cast) -> None:
    with pytest.raises(NotNow):
        choose_passphrase(founded.triage_officer, passphrase=NEW)
    with pytest.raises(NotAccepted):
        choose_passphrase(founded.colleague, passphrase="short")


def test_nobody_learns_who_is_in_another_team(founded: Cast, browser: Browser) -> None:
    assert {m.officer for m in members_of(founded.stranger)} == {founded.stranger}
    browser.sign_in(founded.triage_officer, unlocked=True)
    absent = browser.post(f"/team/{uuid4()}/admit/", {"fingerprint": "x"})
    other = browser.post(f"/team/{founded.stranger.id}/admit/", {"fingerprint": "x"})
    assert (absent.status_code, other.status_code) == (404, 404)
    assert absent.content == other.content
