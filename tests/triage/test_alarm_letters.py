"""Letters to staff, through a real mail server: who is told, when, and how little it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest

from plainsight.config.environment import BadSetting
from plainsight.config.mail import mail_server
from plainsight.core.clock import now
from plainsight.intake.models import Report
from plainsight.people.models import Officer, Shift
from plainsight.people.services.exclusions import exclude_officer
from plainsight.triage import telling
from plainsight.triage.letters import BYTES, letter
from plainsight.triage.models import Standing
from tests.cast import Cast
from tests.reported import Reported
from tests.triage.letterbox import Letterbox
from tests.triage.queued import stands

AsRole = Callable[[str], AbstractContextManager[None]]
SENDER = "desk@example.org"


@pytest.fixture
def box(settings: Any) -> Iterator[Letterbox]:
    """A mail server that the worker is told of."""
    made = Letterbox()
    settings.MAIL = mail_server(f"smtp://127.0.0.1:{made.port}", SENDER)
    yield made
    made.close()


def wants(officer: Officer, *, told: bool = True) -> str:
    address = f"{officer.username}@example.org"
    Officer.objects.filter(id=officer.id).update(email=address, is_told_by_email=told)
    return address


@pytest.fixture
def unopened(reported: Reported) -> Report:
    """Somebody is in danger, and for six minutes nobody has looked."""
    return stands(reported(danger_now=True), alarm_since=now() - timedelta(minutes=6))


def test_supervisors_who_want_it_are_told_once(
    keyed_cast: Cast, unopened: Report, box: Letterbox, as_role: AsRole
) -> None:
    address = wants(keyed_cast.supervisor)
    wants(keyed_cast.colleague)
    with as_role("worker"):
        telling.tell_supervisors()
        telling.tell_supervisors()
    assert [to for to, _text in box.letters] == [address]
    assert Standing.objects.get(report=unopened).alarm_level == 2


def test_before_five_minutes_nobody_is_told(
    keyed_cast: Cast, unopened: Report, box: Letterbox
) -> None:
    wants(keyed_cast.supervisor)
    stands(unopened, alarm_since=now() - timedelta(minutes=4, seconds=59))
    telling.tell_supervisors()
    assert box.letters == []


def test_nobody_who_did_not_ask_or_is_excluded_or_suspended_is_told(
    keyed_cast: Cast, unopened: Report, box: Letterbox
) -> None:
    supervisor = keyed_cast.supervisor
    wants(supervisor, told=False)
    telling.tell_supervisors()
    stands(unopened, alarm_level=0)
    wants(supervisor)
    Officer.objects.filter(id=supervisor.id).update(is_active=False)
    telling.tell_supervisors()
    assert box.letters == []


def test_a_supervisor_who_is_excluded_learns_of_it_by_no_letter(
    keyed_cast: Cast, unopened: Report, box: Letterbox, cast: Cast
) -> None:
    wants(keyed_cast.supervisor)
    keyed_cast.colleague.memberships.update(role="supervisor")
    by = Officer.objects.get(id=keyed_cast.colleague.id)
    exclude_officer(keyed_cast.supervisor, target=unopened, by=by)
    telling.tell_supervisors()
    telling.send_notices()
    assert box.letters == []


def test_a_worker_that_dies_before_it_noted_it_tells_again(
    keyed_cast: Cast, unopened: Report, box: Letterbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = wants(keyed_cast.supervisor)

    class Killed(BaseException):
        """The worker is gone."""

    def sent_and_killed(addresses: Any) -> int:
        send(addresses)
        raise Killed

    send = telling.send_letters
    monkeypatch.setattr(telling, "send_letters", sent_and_killed)
    with pytest.raises(Killed):
        telling.tell_supervisors()
    monkeypatch.setattr(telling, "send_letters", send)
    telling.tell_supervisors()
    assert [to for to, _text in box.letters] == [address, address]


def test_when_the_server_is_away_or_refuses_it_stays_to_be_told(
    keyed_cast: Cast, unopened: Report, box: Letterbox
) -> None:
    address = wants(keyed_cast.supervisor)
    box.refused.add(address)
    with pytest.raises(SMTPRecipientsRefused):
        telling.tell_supervisors()
    assert Standing.objects.get(report=unopened).alarm_level == 0
    box.refused.clear()
    telling.tell_supervisors()
    assert [to for to, _text in box.letters] == [address]


def test_every_letter_has_the_same_words_and_the_same_length(
    keyed_cast: Cast, unopened: Report, box: Letterbox
) -> None:
    for officer in (keyed_cast.supervisor, keyed_cast.triage_officer):
        wants(officer)
    telling.tell_supervisors()
    telling.send_notices()
    assert len(box.letters) == 3
    assert {len(text) for _to, text in box.letters} == {BYTES}
    for _to, text in box.letters:
        assert b"There is something to read at the desk." in text
        assert unopened.reference.encode() not in text
        assert b"danger" not in text.lower()
    assert len(letter(SENDER, "x@example.org")) == len(letter(SENDER, "x" * 200 + "@example.org"))


def test_a_notice_goes_to_whoever_has_something_to_read_and_to_nobody_else(
    keyed_cast: Cast, reported: Reported, box: Letterbox, as_role: AsRole
) -> None:
    mine, other = keyed_cast.triage_officer, keyed_cast.colleague
    to_me = wants(mine)
    wants(other)
    wants(keyed_cast.stranger)
    wants(keyed_cast.auditor)
    report = stands(reported(), state="triage", assigned_to=mine)
    telling.send_notices()
    assert box.letters == []
    reported.reply(report, "They were moved.")
    with as_role("worker"):
        telling.send_notices()
    assert [to for to, _text in box.letters] == [to_me]


def test_a_supervisor_is_told_in_the_minute_in_which_nobody_can_unlock_and_again_in_the_rhythm(
    keyed_cast: Cast, box: Letterbox, as_role: AsRole
) -> None:
    address = wants(keyed_cast.supervisor)
    wants(keyed_cast.colleague)
    minute = now().replace(second=0, microsecond=0)
    given = {"team": keyed_cast.team, "duty": Shift.Duty.DESK, "entered_by": keyed_cast.supervisor}
    able = Shift.objects.create(
        officer=keyed_cast.colleague, begins_at=minute - timedelta(hours=8), ends_at=minute, **given
    )
    with as_role("worker"):
        telling.tell_of_uncovered()
    assert [to for to, _text in box.letters] == [address]
    Shift.objects.filter(id=able.id).update(ends_at=minute - timedelta(minutes=1))
    with as_role("worker"):
        telling.tell_of_uncovered()
        assert len(box.letters) == 1
        telling.send_notices()
    assert [to for to, _text in box.letters] == [address, address]
    Shift.objects.filter(id=able.id).update(ends_at=minute + timedelta(hours=1))
    telling.send_notices()
    telling.tell_of_uncovered()
    assert len(box.letters) == 2


def test_without_a_mail_server_nothing_is_sent_and_the_alarm_counts_as_told(
    keyed_cast: Cast, unopened: Report
) -> None:
    wants(keyed_cast.supervisor)
    telling.tell_supervisors()
    assert Standing.objects.get(report=unopened).alarm_level == 2


@pytest.mark.parametrize("address", ["mail.example.org", "http://x:25", "smtp://x", "smtp://x:y"])
def test_an_unusable_address_of_a_mail_server_stops_the_start(address: str) -> None:
    with pytest.raises(BadSetting):
        mail_server(address, SENDER)


def test_the_address_of_a_mail_server_may_carry_a_password() -> None:
    made = mail_server("smtp+starttls://desk:a%40b@mail.example.org:587", SENDER)
    assert (made.scheme, made.host, made.port) == ("smtp+starttls", "mail.example.org", 587)
    assert (made.user, made.password) == ("desk", "a@b")
