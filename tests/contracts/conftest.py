"""One running system for all contracts that ask from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.running import Running, demo


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """The demo, started once for the whole run.

    Not in pytest's own folder: as root the private server runs as another user, and every run of
    pytest shuts that folder to others again.
    """
    with (
        TemporaryDirectory(prefix="plainsight-demo-") as folder,
        demo(Path(folder) / "data") as started,
    ):
        yield started
