"""The project's own files: short, honest about exceptions, and without traces of a workplace."""

from __future__ import annotations

import re
from pathlib import Path

from tests.contracts.repository import ROOT, python, texts

SOURCE_LINES, TEST_LINES = 200, 300
EXCEPTION = re.compile(r"#\s*(noqa|type:\s*ignore|pragma)(.*)$")
REASON = re.compile(r"(\(|#)\s*\w")
ATTICS = {"utils.py", "helpers.py", "misc.py", "common.py"}
# Written in pieces, so that this file does not contain what it forbids.
FORBIDDEN = [
    "/" + "work/",
    "/" + "tmp/plan",
    "/" + "root/",
    "/" + "opt/pypi",
    "/" + "opt/wheels",
    "Cla" + "ude",
    "Anth" + "ropic",
    "Co-" + "Authored-By",
    "TO" + "DO",
    "FIX" + "ME",
]


def test_no_file_is_longer_than_one_sitting() -> None:
    too_long = []
    for path in python():
        if "migrations" in path.parts:
            continue
        limit = TEST_LINES if ROOT / "tests" in path.parents else SOURCE_LINES
        lines = len(path.read_text().splitlines())
        if lines > limit:
            too_long.append(f"{path.relative_to(ROOT)}: {lines} lines, at most {limit}; split it")
    assert not too_long


def test_there_is_no_attic() -> None:
    assert [path for path in python() if path.name in ATTICS] == []


def test_every_exception_from_lint_and_types_carries_its_reason() -> None:
    bare = []
    for path in python():
        for number, line in enumerate(path.read_text().splitlines(), 1):
            found = EXCEPTION.search(line)
            if found and path != Path(__file__) and not REASON.search(found.group(2)):
                bare.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()}")
    assert not bare


def test_every_rule_that_is_switched_off_says_why() -> None:
    """In pyproject.toml each ignored rule stands on a line with a comment."""
    inside = False
    bare = []
    for line in (ROOT / "pyproject.toml").read_text().splitlines():
        inside = line.startswith(("ignore = [", "[tool.ruff.lint.per-file-ignores]")) or (
            inside and line != "]" and not line.startswith("[tool")
        )
        if inside and re.search(r'"[A-Z]+[0-9]*"', line) and "#" not in line:
            bare.append(line)
    assert not bare


def test_no_file_names_a_workplace_or_leaves_work_undone() -> None:
    found = []
    for path in texts():
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in text]
    assert not found
