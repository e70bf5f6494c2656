"""One running system for all contracts that ask from outside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.running import Running, demo


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The demo, started once for the whole run."""
    with demo(tmp_path_factory.mktemp("demo") / "data") as started:
        yield started
