"""Reads the county from its file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from plainsight.commands.demo_data.past import Past, past
from plainsight.intake.answers import FLAGS, TEXTS

FILE = Path(__file__).with_name("county.toml")


@dataclass(frozen=True)
class Said:
    """One message of a conversation."""

    by: str
    text: str
    hours_ago: int
    kind: str = "text"


@dataclass(frozen=True)
class Told:
    """One report of the county and what became of it."""

    answers: dict[str, Any]
    hours_ago: int
    is_opened: bool
    is_for_visitors: bool
    talk: list[Said] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    past: Past | None = None


@dataclass(frozen=True)
class County:
    """The force, its team, and the reports: those of the file in its order, then the past."""

    force: str
    team: str
    reports: list[Told]


@cache
def county() -> County:
    """Return the county as its file says."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    recent = [_told(one) for one in said["report"]]
    return County(said["force"], said["team"], [*recent, *(_of_old(one) for one in past())])


def _of_old(one: Past) -> Told:
    """Return a report of the past: opened long since; its talk came in the two days after."""
    ago = [max(1, one.hours_ago - 20 * number) for number in range(1, len(one.talk) + 1)]
    return Told(
        answers={"contact": {}, **one.answers},
        hours_ago=one.hours_ago,
        is_opened=True,
        is_for_visitors=False,
        talk=[Said(by, text, hours) for (by, text), hours in zip(one.talk, ago, strict=True)],
        past=one,
    )


def _told(one: dict[str, Any]) -> Told:
    names = ("way", *TEXTS, *FLAGS)
    answers = {name: one[name] for name in names if name in one}
    answers["what"] = answers["what"].strip()
    answers |= {"signs": tuple(one.get("signs", ())), "contact": one.get("contact", {})}
    talk = [
        Said(m["by"], m["text"].strip(), m["hours_ago"], m.get("kind", "text"))
        for m in one.get("talk", [])
    ]
    return Told(
        answers=answers,
        hours_ago=one["hours_ago"],
        is_opened=one.get("opened", False),
        is_for_visitors=one.get("visitor", False),
        talk=talk,
        files=one.get("files", []),
    )
