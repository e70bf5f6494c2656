"""Loads the county once: each step in a process of the zone that does it in life.

The desk founds the team, the public side sends the reports, the desk opens and asks, reporters
answer. Only then the owner moves the hours back, so that not all have come in the same minute.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import asdict, replace
from typing import Any

from plainsight.commands import CannotRun
from plainsight.commands.demo_data import signins
from plainsight.commands.demo_data.signins import STAFF, SignIns
from plainsight.commands.zones import House
from plainsight.core.database.server import PrivateServer

BEGUN = "loading"
TURNS = 2  # the most that the desk says in one of the county's conversations


def clear_broken(house: House) -> None:
    """Throw away a demo whose loading was broken off: it was never ready, so nobody used it."""
    if not (house.data / BEGUN).exists():
        if (house.data / "postgres").exists() and signins.read(house) is None:
            raise CannotRun(
                f"{house.data} holds data that is not a demo's. "
                "Set PLAINSIGHT_DATA to another folder."
            )
        return
    print("-- The last start was broken off while loading: beginning again", file=sys.stderr)
    if (house.data / "postgres").exists():
        PrivateServer(house.data / "postgres", house.data).stop()
    for name in ("postgres", "files", "heads"):
        shutil.rmtree(house.data / name, ignore_errors=True)
    (house.data / BEGUN).unlink()


def loaded(house: House, server: PrivateServer) -> SignIns:
    """Return the sign-ins, after loading the county if this is the first start."""
    known = signins.read(house)
    if known is not None:
        return known
    (house.data / BEGUN).touch()
    signin = signins.made()
    print("-- Founding the team of a fictional county", file=sys.stderr, flush=True)
    people = {"staff": [asdict(one) for one in STAFF], **asdict(signin)}
    _step(house, server, "owner", "add_teams", {})
    founded = _step(house, server, "desk", "found", people)
    house.pin(founded["fingerprint"])
    signins.keep_custodians(house, founded["custodians"])
    print("-- Sending its reports", file=sys.stderr, flush=True)
    sent = _step(house, server, "public", "send", {})
    _step(house, server, "public", "opine", {})
    print("-- Opening some and asking", file=sys.stderr, flush=True)
    asking = {"passphrase": signin.passphrase, "references": sent["references"]}
    for turn in range(TURNS):
        _step(house, server, "desk", "ask", asking | {"turn": turn})
        _step(house, server, "public", "answer", {"codes": sent["codes"], "turn": turn})
    print("-- Triaging them", file=sys.stderr, flush=True)
    _step(house, server, "desk", "work", asking)
    _step(house, server, "desk", "enter", asking)
    _step(house, server, "desk", "plan", {})
    _step(house, server, "desk", "inform", asking)
    _step(house, server, "owner", "age", {"references": sent["references"]})
    _step(house, server, "owner", "age_opinions", {})
    _step(house, server, "owner", "count_chats", {})
    done = replace(signin, return_code=sent["visitor_code"])
    signins.keep(house, done)
    (house.data / BEGUN).unlink()
    return done


def _step(
    house: House, server: PrivateServer, zone: str, step: str, given: dict[str, Any]
) -> dict[str, Any]:
    """Run one step as a process of a zone; what it is given and gives back is JSON in a pipe."""
    module = f"plainsight.commands.demo_data.as_{zone}"
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", module, step],
        input=json.dumps(given),
        env=house.environment(zone, server),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"Loading the county failed at {zone}: {step}.\n{done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
