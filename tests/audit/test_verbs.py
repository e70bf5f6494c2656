"""The registry of verbs: complete, unambiguous, documented, and used by the doors as well."""

from __future__ import annotations

import ast
import re

import pytest

from plainsight.audit.registry import Kind, Verb, gathered, verbs
from plainsight.core.database.grants import function_files
from tests.contracts.repository import ROOT, python
from tools import audit_verbs

IN_SQL = re.compile(r"audit\.write\s*\(\s*[^,]+,\s*[^,]+,\s*([^,]+),")


def test_the_page_lists_exactly_the_verbs_that_there_are() -> None:
    assert audit_verbs.PAGE.read_text() == audit_verbs.page(), "run: python -m tools.audit_verbs"


def test_every_verb_belongs_to_one_app_and_is_worded_for_a_person() -> None:
    names = [verb.name for _, verb in gathered()]
    assert len(names) == len(set(names)) == len(verbs())
    for verb in verbs().values():
        assert verb.wording
        assert verb.wording[0].islower(), f"{verb.name}: the wording goes on a sentence"


@pytest.mark.parametrize(
    "name", ["opened", "Report.opened", "report.", "report opened", "a." + "b" * 63]
)
def test_a_verb_that_the_door_would_refuse_cannot_be_made(name: str) -> None:
    with pytest.raises(ValueError, match="no verb"):
        Verb(name, Kind.ACCESS, "did it")


def test_every_verb_that_a_door_in_the_database_writes_is_registered() -> None:
    written = set()
    for path in function_files():
        if "audit" in path.parts:
            continue
        text = re.sub(r"--.*", "", path.read_text())
        found = IN_SQL.findall(text)
        assert len(found) == text.count("audit.write"), f"{path.name}: write the verb as a literal"
        written |= {verb.strip() for verb in found}
    assert written, "some door writes to the log"
    assert {verb.strip("'") for verb in written} <= set(verbs())


def test_every_verb_that_the_code_writes_is_registered() -> None:
    """So that it is found here and not when somebody does it."""
    unknown = []
    for path in python():
        if ROOT / "src" not in path.parents or "record(" not in path.read_text():
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"):
                continue
            verb = node.args[1] if len(node.args) > 1 else None
            if isinstance(verb, ast.Constant) and verb.value not in verbs():
                unknown.append(f"{path.relative_to(ROOT)}:{node.lineno}: {verb.value}")
    assert not unknown
