"""What the program can be told and what the pages say of it are the same."""

from __future__ import annotations

import ast
import re

import pytest

from plainsight.config.environment import KNOWN
from tests.contracts.repository import ROOT, python
from tools import reference

READ = re.compile(r"PLAINSIGHT_[A-Z_]+")


@pytest.mark.parametrize("page", ["settings", "commands"])
def test_the_reference_says_what_the_program_does(page: str) -> None:
    written = (ROOT / f"docs/{page}.md").read_text()
    assert written == getattr(reference, f"{page}_page")(), "run: python -m tools.reference"


def test_every_setting_that_the_code_names_is_declared() -> None:
    reference.settings_page()  # every verb has declared its own by now
    named = set()
    for path in python():
        if ROOT / "src" not in path.parents:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            value = node.value if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and READ.fullmatch(value):
                named.add(value)
    assert named <= set(KNOWN)


def test_the_environment_is_read_in_one_place() -> None:
    """Anything else would be a setting that no page lists."""
    allowed = {
        "src/plainsight/config/environment.py",
        "src/plainsight/config/asgi.py",
        "src/plainsight/config/testing.py",
        "src/plainsight/commands/start.py",
        "src/plainsight/commands/zones.py",
        "src/plainsight/commands/demo_run.py",
        "src/plainsight/core/database/server.py",
    }
    reading = {
        str(path.relative_to(ROOT))
        for path in python()
        if ROOT / "src" in path.parents and "os.environ" in path.read_text()
    }
    assert reading <= allowed


def test_every_make_target_is_in_the_readme_or_the_guide() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE)) - {"help"}
    pages = (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    assert {name for name in targets if f"make {name}" not in pages} == set()


def test_every_link_between_the_pages_leads_somewhere() -> None:
    links = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in links.findall(page.read_text())
        if not (page.parent / target).exists()
    ]
    assert not broken
