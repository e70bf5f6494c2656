"""Reads the county from its file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("county.toml")


@dataclass(frozen=True)
class Said:
    """One message of a conversation."""

    by: str
    text: str
    hours_ago: int


@dataclass(frozen=True)
class Told:
    """One report of the county and what became of it."""

    answers: dict[str, Any]
    hours_ago: int
    is_opened: bool
    is_for_visitors: bool
    talk: list[Said] = field(default_factory=list)


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
    flags = {name: one.get(name) for name in ("danger_now", "under_18", "about_me")}
    return Told(
        answers={
            "what": one["what"].strip(),
            "where": one.get("where", ""),
            "when": one.get("when", ""),
            "contact": one.get("contact", {}),
            **flags,
        },
        hours_ago=one["hours_ago"],
        is_opened=one.get("opened", False),
        is_for_visitors=one.get("visitor", False),
        talk=[Said(m["by"], m["text"].strip(), m["hours_ago"]) for m in one.get("talk", [])],
    )
