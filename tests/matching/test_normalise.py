"""Every script comes down to one alphabet, and nothing that people type breaks it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.normalise import digits_to_ascii, fold, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Nguyễn Văn Ân", "nguyen van an"),
        ("ĐẶNG", "dang"),
        ("Żółkiewska", "zolkiewska"),
        ("Ștefănescu", "stefanescu"),
        ("Şahin", "sahin"),
        ("İlker Iş\u0131k", "ilker isik"),
        ("Çela", "cela"),
        ("Ọláyínká", "olayinka"),
        ("Strauß", "strauss"),
        ("O'Neil", "oneil"),
        ("O\u2019Neil", "oneil"),
        ("Anne-Marie", "anne marie"),
        ("  Smith ,  JOHN ", "smith john"),
        ("\uff33\uff4d\uff49\uff54\uff48", "smith"),
        ("", ""),
        ("???", ""),
    ],
)
def test_marks_case_and_signs_are_dropped(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Николай Ковальський", "nikolay kovalskiy"),
        ("Хрущёв", "khrushchev"),
        ("Ђорђевић", "djordjevic"),
        ("Παπαδόπουλος", "papadopoulos"),
        ("Ντίνος", "dinos"),
        ("محمد", "mhmd"),
        ("يوسف", "yusf"),
        ("الحسن", "al hsn"),
        ("وليد", "wlid"),
    ],
)
def test_other_scripts_are_spelt_in_latin_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [("王伟", "wangwei"), ("김민수", "gimminsu"), ("გიორგი", "giorgi"), ("राम", "ram"), ("😀", "")],
)
def test_scripts_without_a_table_are_spelt_as_well(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_marks_that_cannot_be_seen_do_not_part_a_word() -> None:
    assert fold("Smi\u00adth\u200f") == "smith"


def test_composed_and_decomposed_letters_are_one() -> None:
    assert fold("e\u0301\u0323") == fold("\u1eb9\u0301") == "e"


def test_words_keep_their_order() -> None:
    assert words("Van An Nguyễn") == ("van", "an", "nguyen")


def test_digits_of_every_script_are_read() -> None:
    assert digits_to_ascii("\u0660\u0667\u0667\u0660\u0660 ۹۰۰ १२३") == "07700 900 123"


@given(st.text())
def test_folding_any_text_gives_the_alphabet_and_twice_is_once(text: str) -> None:
    folded = fold(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?: [a-z0-9]+)*)?", folded)
    assert fold(folded) == folded


@given(st.text(st.characters(codec="ascii")))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower())
