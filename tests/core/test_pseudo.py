"""The pseudo-language changes every letter that people read, and nothing that programs read."""

from __future__ import annotations

import re

import pytest

from tools.pseudo import BACK, MIRROR, pseudo

KEPT = ["%(count)d", "%s", "%%", "{name}", '<a href="/x/">', "</a>", "&nbsp;", "\n"]


@pytest.mark.parametrize("piece", KEPT)
def test_what_programs_read_stays(piece: str) -> None:
    changed = pseudo(f"Tell us {piece} what you saw")
    assert piece in changed
    assert not re.search("[A-Za-z]{2,}", changed.replace(piece, ""))


def test_a_text_grows_by_about_a_third() -> None:
    plain = "Some people are made to work, and are not free to leave."
    changed = pseudo(plain).replace(MIRROR, "").replace(BACK, "")
    assert 1.2 < len(changed) / len(plain) < 1.5


def test_numbers_alone_stay_as_they_are() -> None:
    assert pseudo("999") == "999"
