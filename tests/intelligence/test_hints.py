"""What could lead to the source is shown, and an ordinary sentence is left alone."""

from __future__ import annotations

import pytest

from plainsight.intelligence.hints import hints

PLAIN = (
    "A white van, AB12 CDE, takes six men from 14 Example Street to a car wash before six each "
    "morning. The men owe money to the owner, who keeps their passports. US dollars were found."
)


def kinds(text: str, *words: str) -> list[str]:
    return [one.kind for one in hints(text, source_words=words)]


def test_an_ordinary_sentence_gives_none() -> None:
    assert hints(PLAIN, source_words=["Robin", "01632 960001"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw the van.", ["first_person"]),
        ("They told our driver.", ["first_person"]),
        ("Our informant says the men are beaten.", ["first_person", "source_word"]),
        ("An anonymous caller says so.", ["source_word"]),
        ("The neighbour hears shouting.", ["source_word"]),
        ("The men can be seen from the kitchen window.", ["vantage"]),
        ("Somebody who lives opposite hears shouting.", ["vantage"]),
        ("The owner was overheard at dinner.", ["vantage"]),
        ("A van stops outside the shop at 05:47.", ["exact_time"]),
        ("The subject is under surveillance in Operation Larch.", ["covert", "covert"]),
    ],
)
def test_what_could_lead_to_the_source_is_shown(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected
    for one in hints(text):
        assert text[one.start : one.end] == one.text
        assert str(one.why)


def test_the_sources_own_words_are_found_whatever_their_case_and_accents() -> None:
    text = "The men speak of ZOË and of 01632 960001; Zoetrope Street is near."
    found = hints(text, source_words=["Zoe", "01632 960001", ""])
    assert [one.text for one in found] == ["ZOË", "01632 960001"]
    assert {one.kind for one in found} == {"source_name"}


def test_a_time_without_a_place_tells_of_nobody() -> None:
    assert hints("Work begins by 06:00 every day.") == []


def test_any_text_can_be_read() -> None:
    for text in ("", "\ud800", "İstanbul ﬁ ß", "(" * 500):
        assert isinstance(hints(text, source_words=["(", "ß"]), list)
