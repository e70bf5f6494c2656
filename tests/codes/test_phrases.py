"""The phrases of the chat: all of them in every language, each in its own letters."""

from __future__ import annotations

import re
import unicodedata

import pytest

from plainsight.codes.phrases import (
    GROUPS,
    ORDER,
    answers,
    language_of,
    languages,
    phrase_of,
    phrases,
    wording,
)

SCRIPTS = {
    "ti": "ETHIOPIC",
    "am": "ETHIOPIC",
    "ar": "ARABIC",
    "hi": "DEVANAGARI",
    "zh-hans": "CJK",
}
NEEDED = ("safe_to_talk", "under_18", "leave_place")
"""The three that an operator begins with."""


def letters(text: str) -> list[str]:
    return [unicodedata.name(one, "").split()[0] for one in text if one.isalpha()]


def test_there_are_sixty_questions_and_more_in_groups_that_exist() -> None:
    assert len(phrases()) >= 60
    assert len(answers()) >= 10
    assert {one.group for one in (*phrases(), *answers())} == set(GROUPS)
    assert all(phrase_of(code) for code in NEEDED)


def test_every_offered_answer_is_one() -> None:
    offered = {code for one in phrases() for code in one.answers}
    assert offered <= {one.code for one in answers()}


def test_the_first_ten_languages_are_there() -> None:
    assert [one.code for one in languages()] == list(ORDER)
    assert len(ORDER) - 1 == 10
    assert {one.code for one in languages() if one.direction == "rtl"} == {"ar"}
    assert all(one.review in {"unreviewed", "reviewed"} for one in languages())


@pytest.mark.parametrize("language", ORDER)
def test_every_phrase_is_said_in_its_own_letters(language: str) -> None:
    said = {one.code: wording(one.code, language) for one in (*phrases(), *answers())}
    assert not [code for code, found in said.items() if found is None]
    texts = {code: found.text for code, found in said.items() if found}
    assert all(text == text.strip() and text for text in texts.values())
    wanted = SCRIPTS.get(language, "LATIN")
    foreign = {code: text for code, text in texts.items() if set(letters(text)) - {wanted}}
    assert not foreign
    assert "999" in texts["call_999"]
    assert "55" in texts["call_999"]
    assert "08000 121 700" in texts["helpline"]


@pytest.mark.parametrize("language", [one for one in ORDER if one != "en"])
def test_no_two_phrases_are_the_same_and_a_question_asks(language: str) -> None:
    asked = [one for one in phrases() if one.english.endswith("?")]
    texts = [found.text for one in phrases() if (found := wording(one.code, language))]
    assert len(set(texts)) == len(texts)
    unasked = [
        one.code
        for one in asked
        if (found := wording(one.code, language)) and not re.search(r"[?\u061f\uff1f]$", found.text)
    ]
    assert not unasked


def test_what_there_is_not_is_none() -> None:
    assert phrase_of("nonsense") is None
    assert wording("nonsense", "so") is None
    assert wording("yes", "../en") is None
    assert language_of("xx") is None
