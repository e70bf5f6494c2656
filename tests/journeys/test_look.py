"""Every public page, looked at: on a phone, on a desktop, in forced colours, enlarged, mirrored.

And in a language that nobody speaks: whatever is still English was not marked for translation.
"""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import Browser

from tests.contracts.urls import PUBLIC
from tests.everypage import Walk
from tests.looking import DESKTOP, PHONE, SIGHTS, ZOOMED, Sight, faults, untranslated
from tests.running import demo
from tools import pseudo

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]
OTHER_PLACES = re.compile(r"signs-")
QUIET = {"leave"}  # it leads away by itself, and has one link


class Seen:
    """What was found wrong, by sight and page, and where the walk has been."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.wrong: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        self.names: list[str] = []
        self.paths: set[str] = set()

    def look(self, walk: Walk, name: str, sights: tuple[Sight, ...]) -> None:
        """Note what is wrong with the page in each sight; places after the first only once."""
        self.names.append(name)
        self.paths.add(walk.path)
        again = OTHER_PLACES.match(name) and any(map(OTHER_PLACES.match, self.names[:-1]))
        for sight in sights[:1] if again else sights:
            sight.take(walk.page)
            if found := faults(walk.page):
                self.wrong[sight.name][name] = found


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with TemporaryDirectory(prefix="plainsight-look-") as folder:
        yield Path(folder) / "data"


def walk_through(browser: Browser, data: Path, sights: tuple[Sight, ...], **more: str) -> Seen:
    """Look at everything in one start of the site."""
    seen = Seen()
    with demo(data, **more) as running:
        context = browser.new_context()
        walk = Walk(context.new_page(), running.public)
        for name in walk.everything(running.return_code):
            if name in QUIET:
                seen.paths.add(walk.path)
                continue
            seen.look(walk, name, sights)
            if more and (left := untranslated(walk.page, quoted(walk))):
                seen.wrong["language"][name] = left
        context.close()
    return seen


def quoted(walk: Walk) -> list[str]:
    """What an officer wrote stands as it was written."""
    return walk.page.locator("blockquote").all_text_contents()


@pytest.fixture(scope="module")
def seen(headless: Browser, data: Path) -> Seen:
    return walk_through(headless, data, SIGHTS)


@pytest.fixture(scope="module")
def mirrored(headless: Browser, data: Path, seen: Seen) -> Seen:
    """The same house once more, in the pseudo-language; `seen` has filled its county."""
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed (apt-get install gettext)")
    told = pseudo.make(data.parent / "locale")
    return walk_through(headless, data, (PHONE, DESKTOP, ZOOMED), **told)


@pytest.mark.parametrize("sight", [sight.name for sight in SIGHTS])
def test_nothing_is_wrong_with_any_page(seen: Seen, sight: str) -> None:
    assert seen.wrong[sight] == {}


@pytest.mark.parametrize("sight", [sight.name for sight in (PHONE, DESKTOP, ZOOMED)])
def test_nothing_is_wrong_with_any_page_from_right_to_left(mirrored: Seen, sight: str) -> None:
    assert mirrored.wrong[sight] == {}


def test_every_visible_word_can_be_translated(mirrored: Seen) -> None:
    assert mirrored.wrong["language"] == {}


def test_the_walk_passes_every_page_that_the_table_knows(seen: Seen) -> None:
    """A page that nobody looks at would pass every check above."""
    shown = {path for path, (get, _) in PUBLIC.items() if get == 200 and "<" not in path}
    assert shown - seen.paths == set()
    with_a_draft = {path for path, (get, _) in PUBLIC.items() if path.startswith("/r/")}
    assert with_a_draft - seen.paths == set()


def test_the_checks_would_find_what_is_wrong(headless: Browser) -> None:
    page = headless.new_page(viewport={"width": 320, "height": 640})
    page.set_content(
        "<title>Oh</title><main><div style='overflow:hidden;width:40px'><p style='width:300px'>"
        "Some words that are cut</p></div><button style='width:9px;height:9px;padding:0'></button>"
        "<p style='width:900px'>Too wide for everybody who reads this on a phone, by far</p></main>"
        "<section><a id=exit href=/ style='position:absolute;top:99px'>Leave</a></section>"
    )
    found = " ".join(faults(page))
    for fault in ("button-name", "cut:", "outside:", "too small", "exit is not", "wider than"):
        assert fault in found
    assert "Some words that are cut" in untranslated(page)
    page.close()
