"""Places on a map that needs no network."""

from __future__ import annotations

import re

import pytest

from plainsight.people.errors import NotNow
from plainsight.pole.geography import Frame, Point, labelled, point_of, town_called, towns
from plainsight.pole.models import Entity
from plainsight.pole.services.mapping import around
from plainsight.triage.models import Search
from tests.cast import Browser
from tests.pole.conftest import Records

STAFFORD, LONDON = Point(52.805, -2.117), Point(51.509, -0.126)


def test_distances_are_those_over_the_ground() -> None:
    """Stafford and London are some 124 miles apart; a place is none from itself."""
    assert STAFFORD.miles_to(LONDON) == pytest.approx(124, abs=2)
    assert STAFFORD.miles_to(STAFFORD) == 0


def test_every_town_lies_on_these_islands_and_is_found_by_its_name() -> None:
    """The largest of a name; capitals and accents do not matter."""
    assert len(towns()) > 4_000
    assert all(49 < one.point.latitude < 61 and -9 < one.point.longitude < 2 for one in towns())
    stafford = town_called("STAFFORD")
    assert stafford is not None
    assert stafford.point.miles_to(STAFFORD) < 3
    assert town_called("Nowhere at all") is None


def test_north_is_up_and_east_is_right() -> None:
    """What is drawn fits the square."""
    frame = Frame(STAFFORD, 10)
    middle = frame.drawn(STAFFORD)
    north, east = frame.drawn(Point(52.85, -2.117)), frame.drawn(Point(52.805, -2.05))
    assert north[1] < middle[1]
    assert north[0] == middle[0]
    assert east[0] > middle[0]
    spots = [(x, y) for _town, x, y in labelled(frame)]
    assert spots
    assert all(0 <= x <= 640 and 0 <= y <= 640 for x, y in spots)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([("latitude", "52.8"), ("longitude", "-2.1"), ("town", "London")], Point(52.8, -2.1)),
        ([("latitude", "north of here"), ("longitude", "-2.1")], None),
        ([("latitude", "522.8"), ("longitude", "-2.1")], None),
        ([("town", "Millgate-on-Nothing")], None),
    ],
)
def test_a_place_is_where_its_degrees_or_its_town_say(
    facts: list[tuple[str, str]], expected: Point | None
) -> None:
    """Degrees before towns; nonsense is nowhere."""
    assert point_of(facts) == expected


def test_the_places_around_a_town_are_found_the_nearest_first(records: Records) -> None:
    """By their degrees or their town, within the miles; others not; what was asked is sealed."""
    near, _n = records.save("location", premises="Barn", latitude="52.81", longitude="-2.12")
    town, _n = records.save("location", premises="4", town="Cannock")
    records.save("location", premises="Far", latitude="53.9", longitude="-2.1")
    records.save("person", surname="Rusu")
    found = around(records.desk(), place="stafford", miles=10)
    assert [one.entity for one in found.places] == [near, town]
    assert found.places[0].miles < 2 < found.places[1].miles < 10
    assert "Stafford" in [name for name, _x, _y in found.names]
    assert b"tafford" not in bytes(Search.objects.get().words)


def test_a_postcode_of_a_stored_place_is_a_middle(records: Records) -> None:
    """And words of its line are as well."""
    told = {"premises": "Old Mill", "postcode": "b1  1aa", "latitude": "52.48", "longitude": "-1.9"}
    mill, _n = records.save("location", **told)
    for place in ("b11aa", "old mill"):
        assert [one.entity for one in around(records.desk(), place=place, miles=2).places] == [mill]


def test_a_place_that_nobody_knows_is_said(records: Records) -> None:
    """With what to write instead."""
    with pytest.raises(NotNow, match="Write a town"):
        around(records.desk(), place="Atlantis", miles=10)
    with pytest.raises(NotNow, match="1 to 200"):
        around(records.desk(), place="Stafford", miles=900)


def test_a_wrong_figure_takes_a_place_off_the_map(records: Records) -> None:
    """The record is saved as it was told."""
    place, _n = records.save("location", premises="Barn", latitude="somewhere", longitude="-2")
    assert Entity.objects.get(id=place.id).latitude is None


def test_the_page_draws_numbers_and_lists_the_same(records: Records) -> None:
    """Posted, not in an address; nothing is fetched from elsewhere."""
    records.save("location", premises="Barn", latitude="52.81", longitude="-2.12")
    page = Browser().sign_in(records.unit.investigator, unlocked=True)
    answer = page.post("/records/map/", {"place": "Stafford", "miles": "10"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("ps-map__place") == 1
    assert not re.search(r"(?:src|href)=\"https?://", html)
    wrong = page.post("/records/map/", {"place": "Atlantis", "miles": "10"})
    assert wrong.status_code == 422
    assert "Write a town" in wrong.content.decode()
