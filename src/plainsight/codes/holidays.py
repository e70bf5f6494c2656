"""Bank holidays of England and Wales, for hours that differ on them.

Source: GOV.UK, as `bank_holidays.toml` says. The list ends where GOV.UK's does.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files


def bank_holidays(first: date, last: date) -> list[tuple[date, str]]:
    """Return the bank holidays from one day to another, both included, with their names."""
    return [(day, name) for day, name in _all() if first <= day <= last]


@cache
def _all() -> list[tuple[date, str]]:
    text = (files("plainsight.codes") / "bank_holidays.toml").read_text(encoding="utf-8")
    return sorted(
        (date.fromisoformat(day), name) for day, name in tomllib.loads(text)["days"].items()
    )
