"""Places: what somebody may notice where."""

from __future__ import annotations

import pytest

from plainsight.codes.indicators import public_signs
from plainsight.codes.places import PLACES, Place, signs_anywhere, signs_at
from plainsight.codes.words import names


@pytest.mark.parametrize("place", PLACES.values(), ids=lambda place: place.slug)
def test_a_place_has_signs_of_its_own_and_none_twice(place: Place) -> None:
    own, anywhere = signs_at(place), signs_anywhere(place)
    assert own
    assert anywhere
    assert not set(own) & set(anywhere)
    assert all(sign.is_public for sign in own + anywhere)


def test_every_setting_has_a_place_but_those_that_are_no_place_for_the_public() -> None:
    covered = {setting for place in PLACES.values() for setting in place.settings}
    assert set(names.SETTINGS) - covered == {"any", "police_contact"}
    assert covered <= set(names.SETTINGS)


def test_every_public_sign_is_found_by_a_place_or_anywhere() -> None:
    found = {sign for place in PLACES.values() for sign in signs_at(place)} | set(signs_anywhere())
    assert found == set(public_signs())


def test_what_is_seen_in_a_nail_bar() -> None:
    own = {sign.id for sign in signs_at(PLACES["nail-bar"])}
    assert {"IND005", "IND047", "IND075", "IND100"} <= own
    assert "IND016" not in own
    assert "IND016" in {sign.id for sign in signs_anywhere(PLACES["nail-bar"])}
    assert "IND065" not in own
