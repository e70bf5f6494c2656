"""Reads the county from its file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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


@dataclass(frozen=True)
class County:
    """The force, its team, and the reports in the order of the file."""

    force: str
    team: str
    reports: list[Told]


def county() -> County:
    """Return the county as its file says."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return County(said["force"], said["team"], [_told(one) for one in said["report"]])


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
