"""Writes docs/audit-verbs.md from the apps' verbs: `python -m tools.audit_verbs`.

A test compares the file with what this gives.
"""

from __future__ import annotations

import os
from pathlib import Path

import django

from plainsight.audit.registry import gathered

PAGE = Path(__file__).parents[1] / "docs" / "audit-verbs.md"
HEAD = """\
# What the log records

Every act below is one row of the log, written in the transaction of the act itself: who, what, to
what, when, and as which process. A row holds codes and references, never content, and the log is
never used to measure how productive somebody is. [How the log is kept and proved](audit.md).

The kinds are those of section 62 of the Data Protection Act 2018 and, besides, access: signing in,
unlocking, admitting.

This page is written by `python -m tools.audit_verbs`.

| verb | kind | in words | app |
| --- | --- | --- | --- |
"""


def page() -> str:
    """Return docs/audit-verbs.md. Django must be set up with all apps."""
    rows = [
        f"| `{verb.name}` | {verb.kind.value} | {verb.wording} | {app} |"
        for app, verb in sorted(gathered(), key=lambda found: found[1].name)
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "plainsight.config.testing"
    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
    print("Written: docs/audit-verbs.md")
