"""`plainsight user` and `plainsight key`, from adding the first officer to recovering the key."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from plainsight.commands import CannotRun, key, user
from plainsight.core.clock import now
from plainsight.people.models import Officer, Team, TeamKey
from plainsight.people.queries import is_member
from plainsight.people.services import choose_passphrase
from plainsight.vault.context import Context
from plainsight.vault.models import RecordKey, TeamPublic
from plainsight.vault.sealing import seal_to
from plainsight.vault.services import unlock
from tests.cast import PASSPHRASE, Cast
from tests.people.conftest import Log

Run = Callable[..., str]


@pytest.fixture
def run(cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command line in this process; the passphrase comes from the standard input."""
    import argparse

    def running(verb: str, *words: str) -> str:
        module = {"user": user, "key": key}[verb]
        parser = argparse.ArgumentParser()
        module.configure(parser)
        monkeypatch.setattr(module, "become", lambda _zone: None)
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSPHRASE}\n"))
        assert module.run(parser.parse_args(words)) == 0
        return capsys.readouterr().out

    return running


def founded(run: Run) -> str:
    return run("key", "found-team", "--as", "amara.okafor").split("=")[1].strip()


def test_an_officer_is_added_listed_and_suspended(run: Run, log: Log) -> None:
    place = ["--force", "Northmarch Police", "--team", "Night desk"]
    said = run("user", "add", "lee.marsh", "Lee Marsh", *place, "--role", "triage_officer")
    officer = Officer.objects.get(username="lee.marsh")
    assert officer.check_password(said.split("only now: ")[1].split()[0])
    assert officer.is_password_temporary
    assert "lee.marsh\tLee Marsh\ttriage officer in Night desk" in run("user", "list")
    run("user", "reset-second-factor", "lee.marsh")
    run("user", "suspend", "lee.marsh")
    assert "lee.marsh (suspended)" in run("user", "list")
    verbs = [(row[0], row[1]) for row in log()]
    assert verbs == [
        ("officer.added", None),
        ("second_factor.reset", None),
        ("officer.suspended", None),
    ]


@pytest.mark.parametrize("words", [["suspend", "nobody"], ["reset-second-factor", "nobody"]])
def test_nobody_by_that_name_is_said_so(run: Run, words: list[str]) -> None:
    with pytest.raises(CannotRun, match="There is no officer"):
        run("user", *words)


def test_the_key_is_founded_once(run: Run, cast: Cast) -> None:
    with pytest.raises(CannotRun, match="no key yet"):
        run("key", "fingerprint")
    fingerprint = founded(run)
    assert run("key", "fingerprint").strip() == fingerprint
    assert is_member(cast.triage_officer)
    with pytest.raises(CannotRun, match="has a key already"):
        founded(run)
    with pytest.raises(CannotRun, match="None of the roles held"):
        run("key", "found-team", "--as", "gwen.ashby")


def test_two_custodians_recover_the_key(run: Run, cast: Cast, tmp_path: Path, log: Log) -> None:
    founded(run)
    folders = [tmp_path / str(number) for number in (1, 2, 3)]
    for folder in folders:
        run("key", "new-custodian", str(folder))
        assert (folder / "custodian-private.txt").stat().st_mode & 0o077 == 0
    publics = [str(folder / "custodian-public.txt") for folder in folders]
    run("key", "custodians", "--as", "amara.okafor", *publics)
    choose_passphrase(cast.colleague, passphrase=PASSPHRASE)
    privates = [str(folder / "custodian-private.txt") for folder in folders]
    with pytest.raises(CannotRun, match="not the keys of two"):
        run("key", "recover", "--as", "tom.hale", privates[1], privates[1])
    assert not is_member(cast.colleague)
    run("key", "recover", "--as", "tom.hale", privates[2], privates[0])
    assert is_member(cast.colleague)
    assert [row[0] for row in log()][-1] == "team_key.recovered"


def test_a_new_key_is_prepared_and_then_used(run: Run, cast: Cast) -> None:
    first = founded(run)
    unlocked = unlock(holder=cast.triage_officer.id, passphrase=PASSPHRASE)
    record = uuid4()
    key_before = unlocked.new_record_key("report", record)
    said = run("key", "rotate", "--as", "amara.okafor")
    assert run("key", "fingerprint").strip() == first
    moved = run("key", "rotate", "--in-use", "--as", "amara.okafor")
    assert "1 records moved over, 0 could not" in moved
    assert run("key", "fingerprint").strip() in said
    again = unlock(holder=cast.triage_officer.id, passphrase=PASSPHRASE)
    assert again.record_key("report", record) == key_before
    assert set(TeamKey.objects.values_list("team", flat=True)) == {cast.team.id}
    assert TeamKey.objects.count() == 2


def test_a_rotation_is_finished_by_late_records_and_the_end_of_the_old_key(
    run: Run, cast: Cast, log: Log
) -> None:
    founded(run)
    run("key", "rotate", "--as", "amara.okafor")
    run("key", "rotate", "--in-use", "--as", "amara.okafor")
    old = TeamPublic.objects.get(state="retired")
    late = uuid4()
    sealed = seal_to(old.key, b"k" * 32, Context("report", late, "key"))
    RecordKey.objects.create(record=late, kind="report", team_key=old, envelope=sealed)
    said = run("key", "rotate", "--finish", "--as", "amara.okafor")
    assert "1 late records moved over; 0 old keys destroyed" in said
    TeamPublic.objects.filter(id=old.id).update(retired_at=now() - timedelta(days=3))
    said = run("key", "rotate", "--finish", "--as", "amara.okafor")
    assert "0 late records moved over; 1 old keys destroyed" in said
    assert log()[-1] == ("team_key.destroyed", cast.triage_officer.id, "team_key", old.id, {})
    again = unlock(holder=cast.triage_officer.id, passphrase=PASSPHRASE)
    assert again.record_key("report", late) == b"k" * 32


def test_erasing_takes_a_supervisor_and_gives_a_certificate(run: Run, cast: Cast, log: Log) -> None:
    founded(run)
    unlocked = unlock(holder=cast.triage_officer.id, passphrase=PASSPHRASE)
    choose_passphrase(cast.supervisor, passphrase=PASSPHRASE)
    record = uuid4()
    unlocked.new_record_key("report", record)
    with pytest.raises(CannotRun, match="None of the roles held"):
        run("key", "erase", "report", str(record), "--as", "amara.okafor")
    said = run("key", "erase", "report", str(record), "--as", "ruth.pennant")
    assert json.loads(said)["record"] == str(record)
    assert log()[-1] == ("record.erased", cast.supervisor.id, "report", record, {})
    with pytest.raises(CannotRun, match="no such record"):
        run("key", "erase", "report", str(uuid4()), "--as", "ruth.pennant")


def test_a_removed_member_may_be_admitted_anew(run: Run, cast: Cast) -> None:
    founded(run)
    choose_passphrase(cast.colleague, passphrase=PASSPHRASE)
    with pytest.raises(CannotRun, match="last member"):
        run("key", "remove-member", "amara.okafor")
    run("key", "remove-member", "tom.hale")
    choose_passphrase(cast.colleague, passphrase=PASSPHRASE)
    assert not is_member(cast.colleague)
    assert Team.objects.count() == 2
