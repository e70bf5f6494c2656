"""Writes docs/settings.md and docs/commands.md from the program: `python -m tools.reference`.

A test compares the files with what this gives, so neither can fall behind.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from plainsight.commands import parser
from plainsight.config import declared  # noqa: F401 (declaring is the effect)
from plainsight.config.environment import KNOWN

DOCS = Path(__file__).parents[1] / "docs"

SETTINGS = """\
# Settings

Each process reads its settings from its environment and stops at once, saying what to do, when
one is missing or unusable. Any of them may be given as `NAME_FILE`, the path of a file that holds
the value: that is how secrets should be given. Give each process only what its row names.

This page is written by `python -m tools.reference`.

| setting | read by | without it | meaning |
| --- | --- | --- | --- |
"""

COMMANDS = """\
# Commands

`plainsight VERB --help` says the same. A command ends with 0 when it did its work, 1 when it could
not (it says why), 2 when it was not understood.

This page is written by `python -m tools.reference`.
"""


def settings_page() -> str:
    """Return docs/settings.md."""
    parser()  # each verb declares its own settings
    rows = [
        f"| `{one.name}` | {one.zones} | {_default(one.default)} | {one.meaning} |"
        for one in sorted(KNOWN.values(), key=lambda one: (one.name != "DATABASE_URL", one.name))
    ]
    return SETTINGS + "\n".join(rows) + "\n"


def commands_page() -> str:
    """Return docs/commands.md."""
    os.environ["COLUMNS"] = "96"  # or the page would depend on the terminal
    return COMMANDS + "".join(_sections(parser()))


def _default(value: str | None) -> str:
    return "-" if value is None else f"`{value}`"


def _sections(one: argparse.ArgumentParser) -> Iterator[str]:
    """Yield a section for each verb, and for each word below it."""
    for action in one._actions:  # noqa: SLF001 (argparse has no other way to list them)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 (as above)
            for choice in action.choices.values():
                level = "#" * min(choice.prog.count(" ") + 1, 4)
                yield f"\n{level} {choice.prog}\n\n```\n{choice.format_help().rstrip()}\n```\n"
                yield from _sections(choice)


if __name__ == "__main__":
    (DOCS / "settings.md").write_text(settings_page(), encoding="utf-8")
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")
    print("Written: docs/settings.md, docs/commands.md")
