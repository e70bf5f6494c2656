"""The pages of signs: found by place and by sight, ticked, and carried into a report."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from plainsight.codes.indicators import NEVER_PUBLIC, SIGNS, public_signs
from plainsight.codes.places import PLACES, Place, signs_anywhere, signs_at
from tests.public.conftest import Reporter
from tests.public.reading import draft_of, token_on

ALL = [f"/signs/{slug}/" for slug in PLACES]
pytestmark = pytest.mark.usefixtures("public_zone")


def shown(path: str) -> str:
    return Client().get(path).content.decode()


def boxes(page: str) -> list[str]:
    return re.findall(r'<input type="checkbox" name="signs" value="(IND\d+)">', page)


def test_the_places_come_first_each_with_a_page() -> None:
    page = shown("/signs/")
    assert re.findall(r'href="(/signs/[^"]+)"', page) == ALL
    assert page.index("/signs/nail-bar/") < page.index('action="/r/v/"')


def test_every_public_sign_can_be_found_by_what_was_seen_and_no_other() -> None:
    found = boxes(shown("/signs/"))
    assert sorted(found) == sorted(sign.id for sign in public_signs())
    assert len(found) == 91


@pytest.mark.parametrize("place", PLACES.values(), ids=lambda place: place.slug)
def test_a_place_shows_its_own_signs_and_then_those_of_anywhere(place: Place) -> None:
    page = shown(f"/signs/{place.slug}/")
    own = {sign.id for sign in signs_at(place)}
    found = boxes(page)
    assert set(found[: len(own)]) == own
    assert set(found[len(own) :]) == {sign.id for sign in signs_anywhere(place)}
    assert len(found) == len(set(found))
    assert f"<h1>{place.words}</h1>" in page


@pytest.mark.parametrize("path", ["/signs/", *ALL])
def test_no_page_speaks_of_language_as_a_sign_and_each_says_what_not_to_do(path: str) -> None:
    page = shown(path)
    for said in (
        "One sign proves nothing.",
        "Where people come from, the language they speak and how they sound are never signs.",
        "Do not face people, follow them or take pictures of them.",
        'href="tel:999"',
    ):
        assert said in page
    assert not NEVER_PUBLIC & set(boxes(page))
    assert not any(str(SIGNS[sign].text) in page for sign in NEVER_PUBLIC)


@pytest.mark.parametrize("path", ["/signs/", "/signs/farm/"])
def test_the_ticks_leave_by_a_guarded_form_and_never_in_an_address(path: str) -> None:
    page = shown(path)
    assert re.findall("<form [^>]*>", page.partition("<main")[2]) == [
        '<form method="post" action="/r/v/" autocomplete="off">'
    ]
    assert token_on(page.encode())


def test_ticks_begin_a_report_that_keeps_them_and_starts_with_danger(reporter: Reporter) -> None:
    token = token_on(reporter.get("/signs/nail-bar/").content)
    answer = reporter.send("/r/v/", signs=["IND047", "IND016"], form_token=token)
    assert answer.status_code == 303
    assert answer["Location"] == "/r/"
    assert draft_of(reporter).answers.signs == ("IND016", "IND047")


def test_ticks_are_added_to_a_report_that_has_begun(reporter: Reporter) -> None:
    reporter.write(what="Six men", signs=["IND001"])
    assert reporter.send("/r/v/", signs=["IND013"]).status_code == 303
    assert draft_of(reporter).answers.signs == ("IND001", "IND013")


def test_what_is_no_public_sign_is_left_out(reporter: Reporter) -> None:
    reporter.send("/r/v/", signs=["IND031", "IND999", "<b>", "IND026", "IND100"])
    assert draft_of(reporter).answers.signs == ("IND100",)


@pytest.mark.parametrize("slug", ["nowhere", "Farm", "nail_bar"])
def test_a_place_that_is_none_is_not_found(slug: str) -> None:
    assert Client().get(f"/signs/{slug}/").status_code == 404
