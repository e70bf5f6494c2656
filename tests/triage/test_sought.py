"""What is looked for in words, and where it is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.triage.sought import AROUND, MOST_TERMS, Excerpt, Sought, fold

VAN = ("vehicles", "A white van, AB12 CDE, or perhaps AB-21 CDE. Ring 07700 900-431 for Łukasz.")
WHAT = ("what", "Six women and two men at the Café Zoë.\nThey sleep behind the car wash.")


def found(typed: str, *parts: tuple[str, str]) -> list[str]:
    return [one.found for one in Sought.parse(typed).found_in(parts or (VAN, WHAT))]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("VAN", ["van"]),
        ("cafe", ["Café"]),
        ("zoe women", ["Zoë", "women"]),
        ('"car wash"', ["car wash"]),
        ("men", ["men"]),
        ("ab12cde", ["AB12 CDE"]),
        ("AB 21-CDE", ["AB-21 CDE"]),
        ("07700900431", ["07700 900-431"]),
        ('"07700 900 431"', ["07700 900-431"]),
        ("sle", ["sle"]),
    ],
)
def test_it_is_found_in_any_case_accent_and_spacing(typed: str, where: list[str]) -> None:
    if typed == "AB 21-CDE":
        typed = f'"{typed}"'
    assert found(typed) == where


@pytest.mark.parametrize("typed", ["omen", '"wash car"', "van lorry", "AB13CDE", "07700900432"])
def test_it_is_not_found_where_it_is_not(typed: str) -> None:
    assert found(typed) == []


@pytest.mark.parametrize("typed", ["exploiting", "exploited", "exploits", "Exploitation"])
def test_a_word_is_found_by_its_stem(typed: str) -> None:
    (found,) = Sought.parse(typed).found_in([("saw", "Labour exploitation at a car wash")])
    assert found.found == "exploitation"


def test_a_phrase_is_found_as_it_stands() -> None:
    assert not Sought.parse('"washing cars"').found_in([("saw", "a car wash")])


@pytest.mark.parametrize(
    "typed", ["", "   ", '""', "a", " ".join(map(str, range(10, 11 + MOST_TERMS)))]
)
def test_nothing_and_too_much_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="nothing"):
        Sought.parse(typed)


def test_an_excerpt_has_the_words_around_it_as_they_were_written() -> None:
    (one,) = Sought.parse("wash").found_in([WHAT])
    at = WHAT[1].index("wash")
    assert one == Excerpt("what", "… " + WHAT[1][at - AROUND : at].lstrip(), "wash", ".")


@given(st.text(max_size=40), st.text(max_size=40), st.text(min_size=2, max_size=12))
def test_whatever_stands_there_is_found_where_it_stands(before: str, after: str, word: str) -> None:
    try:
        sought = Sought.parse(f'"{word}"'.replace('""', '"'))
    except ValueError:
        return
    text = f"{before} {word} {after}"
    if '"' in word or not fold(word).strip():
        return
    excerpts = sought.found_in([("what", text)])
    assert excerpts, (sought, text)
    assert fold(excerpts[0].found).strip()
