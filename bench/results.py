"""Keeps the last value of each figure in bench/results.json, and prints them as a table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.figure import FIGURES, Figure

FILE = Path(__file__).parent / "results.json"


def keep(figure: Figure, value: float, *, machine: str, when: str) -> None:
    """Write one figure's value into the file; the others stay as they are."""
    row: dict[str, Any] = {
        "figure": figure.name,
        "value": round(value, 3),
        "unit": figure.unit,
        "goal": figure.goal,
        "met": figure.met(value),
        "peer": figure.peer,
        "peer_value": figure.peer_value,
        "machine": machine,
        "when": when,
    }
    rows = {old["figure"]: old for old in kept()} | {figure.name: row}
    order = [known.name for known in FIGURES]
    ordered = [rows[name] for name in order if name in rows]
    FILE.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


def kept() -> list[dict[str, Any]]:
    """Return the rows of the file; none when it is not there."""
    if not FILE.exists():
        return []
    rows: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return rows


def table(names: set[str]) -> str:
    """Return the kept rows of the named figures as a table for a terminal."""
    head = ("figure", "value", "unit", "goal", "met", "peer")
    lines = [head, *(_line(row) for row in kept() if row["figure"] in names)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: "-"}[row["met"]]
    goal = "-" if row["goal"] is None else f"{row['goal']:,g}"
    peer = ": ".join(part for part in (row["peer"], row["peer_value"]) if part) or "-"
    return row["figure"], f"{row['value']:,}", row["unit"], goal, met, peer
