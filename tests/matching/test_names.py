"""Names as people of several cultures write them, and as other people take them down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.names import (
    Name,
    business_name,
    full_name,
    name,
    skeleton,
    trading_names,
)


def test_a_vietnamese_name_has_the_same_parts_either_way_round() -> None:
    one, other = full_name("Nguyễn Văn An"), full_name("Van An Nguyen")
    assert one.parts == other.parts == ("an", "nguyen")
    assert one.particles == other.particles == ("van",)


def test_what_stands_before_a_comma_or_in_capitals_is_the_surname() -> None:
    assert full_name("NGUYEN, Van An").surnames == ("nguyen",)
    assert full_name("NGUYEN Van An").surnames == ("nguyen",)
    assert full_name("JOHN SMITH") == Name(("john",), ("smith",))


@pytest.mark.parametrize(
    ("written", "parts", "particles"),
    [
        ("Mohammed bin Khalid", ("khalid", "mohammed"), ("bin",)),
        ("Ahmad ibn Yusuf al-Hasan", ("ahmad", "hasan", "yusuf"), ("al", "ibn")),
        ("Joost van der Berg", ("berg", "joost"), ("der", "van")),
        ("Maria de Souza", ("maria", "souza"), ("de",)),
        ("Dr Amina Bello", ("amina", "bello"), ()),
    ],
)
def test_particles_are_kept_apart(
    written: str, parts: tuple[str, ...], particles: tuple[str, ...]
) -> None:
    assert full_name(written).parts == parts
    assert full_name(written).particles == particles


def test_a_name_that_is_only_a_particle_is_a_name() -> None:
    assert name("Van", "Tran") == Name(("van",), ("tran",))


@pytest.mark.parametrize("written", ["O'Neil", "O\u2019Neil", "O Neil", "O-Neil", "ONeil"])
def test_oneil_is_one_surname_however_it_is_written(written: str) -> None:
    assert name("Sean", written).surnames == ("oneil",)


@pytest.mark.parametrize(
    "written", ["Abdul Rahman", "Abdulrahman", "Abd al-Rahman", "Abdel Rahman", "ABDUL-RAHMAN"]
)
def test_abdul_and_what_follows_are_one_name(written: str) -> None:
    assert name(written, "Qureshi").given == ("abdulrahman",)


def test_nothing_written_is_an_empty_name() -> None:
    assert name() == full_name(" ") == full_name(" , ") == Name()


@pytest.mark.parametrize(
    "spellings",
    [
        ("Mohammed", "Muhammad", "Mohamed", "Muhammed", "محمد"),
        ("Khalid", "Khaled", "Halid", "خالد"),
        ("Hussain", "Hussein", "Husayn", "حسين"),
        ("Yusuf", "Yousef", "Youssef", "يوسف"),
        ("Kowalski", "Kowalska", "Kovalski", "Ковальский"),
        ("Szymański", "Shymanski", "Шиманский"),
        ("Xhaka", "Gjaka", "Jaka"),
        ("Philips", "Fillips", "Phillips"),
        ("Clark", "Clarke", "Klark"),
        ("Ivanova", "Иванов"),
        ("Nguyễn", "Nguyen"),
    ],
)
def test_spellings_of_one_name_have_one_skeleton(spellings: tuple[str, ...]) -> None:
    found = {skeleton(name(surname=one).surnames[-1]) for one in spellings}
    assert len(found) == 1


def test_names_that_sound_apart_have_skeletons_apart() -> None:
    found = [skeleton(one) for one in ("smith", "jones", "khan", "hoxha", "popescu", "okafor")]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("short", ["an", "le", "li", "ao", "io", "u"])
def test_a_short_name_keeps_enough_to_tell_it_by(short: str) -> None:
    assert skeleton(short)


@given(st.text())
def test_no_text_breaks_a_name(text: str) -> None:
    for found in (full_name(text), name(text, text)):
        assert all(map(skeleton, found.parts))
    business_name(text)
    trading_names(text)


@given(st.lists(st.sampled_from(["an", "minh", "nguyen", "tran", "ana", "hoxha"]), max_size=4))
def test_the_order_of_the_words_never_changes_the_parts(found: list[str]) -> None:
    assert full_name(" ".join(found)).parts == full_name(" ".join(reversed(found))).parts


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Sunrise Hand Car Wash Ltd", "sunrise hand car wash"),
        ("SUNRISE HAND CAR WASH LIMITED", "sunrise hand car wash"),
        ("Sunrise Hand Car Wash Ltd T/A Sparkle", "sunrise hand car wash"),
        ("The Lotus Nails L.L.P.", "lotus nails"),
        ("Green & Sons (UK) Ltd.", "green and sons"),
        ("Green and Sons", "green and sons"),
        ("Budowa Sp. z o.o.", "budowa"),
        ("Ltd", "ltd"),
        ("...", ""),
    ],
)
def test_a_business_is_known_without_its_suffixes(written: str, bare: str) -> None:
    assert business_name(written) == bare


def test_a_business_has_its_own_name_and_the_one_it_trades_under() -> None:
    assert trading_names("A1 Valeting Ltd t/a Sparkle") == ("a1 valeting", "sparkle")
    assert trading_names("A1 Valeting trading as Sparkle") == ("a1 valeting", "sparkle")
