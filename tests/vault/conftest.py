"""The cast, assembled anew for each test."""

import pytest

from tests.vault.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Cast:
    """Give a founded team."""
    return assemble()
