"""Return codes: what people type is forgiven, what they do not have is not guessed."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from plainsight.intake.returncodes import (
    ALPHABET,
    LENGTH,
    locator,
    new_code,
    parse,
    spell,
    wrapping_key,
)

KEY = b"k" * 32
codes = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)


def test_a_new_code_is_a_hundred_bits_in_five_groups_of_four() -> None:
    code = new_code()
    assert len(code) == LENGTH == 20
    assert set(code) <= set(ALPHABET)
    assert len(ALPHABET) == 32
    assert [len(group) for group in spell(code).split("-")] == [4] * 5


def test_every_place_of_a_code_takes_every_letter() -> None:
    seen = [set[str]() for _ in range(LENGTH)]
    for _ in range(1000):
        for place, letter in enumerate(new_code()):
            seen[place].add(letter)
    assert all(letters == set(ALPHABET) for letters in seen)


@given(codes)
def test_what_is_spelt_is_read_back(code: str) -> None:
    assert parse(spell(code)) == code


@given(codes, st.sampled_from([" ", "-", "", "\u2013", " - ", "\n", "."]), st.data())
def test_case_spaces_dashes_and_lookalikes_are_forgiven(
    code: str, between: str, data: st.DataObject
) -> None:
    looks = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(
        data.draw(st.sampled_from(looks.get(letter, letter + letter.lower()))) for letter in code
    )
    groups = [typed[start : start + 4] for start in range(0, LENGTH, 4)]
    assert parse(" " + between.join(groups) + "\t") == code


@given(codes)
def test_wide_letters_of_an_east_asian_keyboard_are_forgiven(code: str) -> None:
    assert parse("".join(chr(ord(letter) + 0xFEE0) for letter in code)) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_never_the_same_code(code: str, place: int, letter: str) -> None:
    typed = code[:place] + letter + code[place + 1 :]
    read = parse(typed)
    assert (read == code) == (letter == code[place])
    if read != code:
        assert read is not None
        assert locator(read, KEY) != locator(code, KEY)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_whole_code_or_none(typed: str) -> None:
    read = parse(typed)
    assert read is None or (len(read) == LENGTH and set(read) <= set(ALPHABET))


@given(codes)
def test_too_short_too_long_and_u_are_no_code(code: str) -> None:
    assert parse(code[:-1]) is None
    assert parse(code + "0") is None
    assert parse("U" + code[1:]) is None


@given(codes)
def test_the_stored_locator_is_no_step_towards_the_wrapping_key(code: str) -> None:
    conversation = UUID(int=1)
    key = wrapping_key(code, KEY, conversation)
    assert key != locator(code, KEY)
    assert key != wrapping_key(code, KEY, UUID(int=2))
    assert key != wrapping_key(code, b"x" * 32, conversation)
    assert locator(code, KEY) != locator(code, b"x" * 32)
