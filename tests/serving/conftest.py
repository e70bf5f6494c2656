"""Sites that tests of the server start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving.running import Site


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Give a function that starts a site with limits of its own; all are stopped at the end."""
    running: list[Site] = []

    def begin(*, before: str = "", **given: Any) -> Site:
        folder = tmp_path / str(len(running))
        folder.mkdir()
        running.append(Site(folder, given, before))
        return running[-1].start()

    yield begin
    for site in running:
        site.stop()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with the usual limits, made small where a test would otherwise take long."""
    folder = tmp_path_factory.mktemp("site")
    limits = {"idle_s": 1.5, "form_bytes": 600_000}
    site = Site(folder, {"limits": limits}).start()
    yield site
    site.stop()
