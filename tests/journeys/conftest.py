"""What the journeys share: the site behind its door, its destination, and the browsers."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Playwright, sync_playwright

from plainsight.core.database.server import PrivateServer
from tests.journeys.certificates import Authority
from tests.journeys.destination import Destination
from tests.journeys.door import Door
from tests.journeys.headed import Chromium, Display, Firefox, Headed
from tests.journeys.ports import free_port
from tests.journeys.site import Site
from tests.journeys.team import TeamKey, new_team_key
from tools.chromium import CHROMIUM, FLAGS


@pytest.fixture(scope="session")
def team_key() -> TeamKey:
    return new_team_key()


@pytest.fixture(scope="session")
def destination() -> Iterator[Destination]:
    there = Destination()
    yield there
    there.die()


@pytest.fixture(scope="session")
def standing(
    server: PrivateServer, django_db_setup: None, team_key: TeamKey, destination: Destination
) -> Iterator[Door]:
    """The door of a site that runs for the whole session."""
    behind = free_port()
    door = Door(behind)
    site = Site(
        database=server.url("public"),
        data=settings.DATA,
        team=team_key.fingerprint,
        origin=door.origin,
        port=behind,
        exit_url=destination.url,
    )
    site.start()
    yield door
    site.stop()
    door.close()


@pytest.fixture
def site(
    standing: Door, team_key: TeamKey, destination: Destination, django_db_blocker: Any
) -> Iterator[Door]:
    """The site with its team, its door wide open and its destination well."""
    standing.open_wide()
    destination.recover()
    with django_db_blocker.unblock():
        team_key.publish()
        yield standing
    standing.open_wide()


@pytest.fixture(scope="module")
def player() -> Iterator[Playwright]:
    """Playwright. Its loop stands in this thread, which Django would take for our being async."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield playwright


@pytest.fixture(scope="module")
def headless(player: Playwright) -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def display() -> Iterator[Display]:
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    shown = Display()
    yield shown
    shown.stop()


@pytest.fixture(params=["chromium", "firefox"])
def headed(
    request: pytest.FixtureRequest, display: Display, tmp_path: Path
) -> Iterator[Callable[..., Headed]]:
    """Give a function that opens a window of each browser in turn, closed at the end."""
    program = {"chromium": "chromium", "firefox": "firefox-esr"}[request.param]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    opened: list[Headed] = []
    numbers = itertools.count()

    def make(*, scripts: bool = True, trusting: Authority | None = None) -> Headed:
        if request.param == "chromium":
            player = request.getfixturevalue("player")
            opened.append(Chromium(player, display, scripts=scripts, trusting=trusting))
        else:
            folder = tmp_path / f"profile-{next(numbers)}"
            opened.append(Firefox(display, folder, scripts=scripts, trusting=trusting))
        return opened[-1]

    yield make
    for browser in opened:
        browser.close()
