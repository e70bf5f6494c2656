"""A session in the list is named so that its owner knows it."""

from __future__ import annotations

import pytest

from plainsight.people.browsers import browser_name

LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0) {LIKE} Chrome/140 Safari/537 Edg/140",
            "Edge on Windows",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 15) {LIKE} Chrome/140 Mobile Safari/537",
            "Chrome on Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("A phone", "A phone"),
        ("", ""),
    ],
)
def test_a_browser_is_named_as_its_owner_would(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
