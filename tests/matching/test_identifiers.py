"""Telephone numbers, e-mail addresses and documents in the ways people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.matching.identifiers import Document, Email, Phone, document, email, phone

MOBILE = Phone("+447700900123")


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "07700900123",
        "07700-900-123",
        "(07700) 900 123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "+44(0) 7700.900.123",
        "+4407700900123",
        "0044 7700 900123",
        "0044 (0) 7700 900123",
        "44 7700 900 123",
        "7700900123",
        "07700 900123 ext. 12",
        "07700 900123 x5",
        " 07700\u00a0900123 ",
        "٠٧٧٠٠٩٠٠١٢٣",
        "Tel: 07700 900123",
    ],
)
def test_a_uk_number_is_one_number_in_every_style(written: str) -> None:
    assert phone(written) == MOBILE


def test_a_landline_is_read_too() -> None:
    found = phone("(01632) 960 001")
    assert found == Phone("+441632960001")
    assert found.is_british


def test_a_foreign_number_needs_its_sign() -> None:
    assert phone("+40 7700 900 123") == phone("0040 7700 900 123") == Phone("+407700900123")
    assert not Phone("+407700900123").is_british


@pytest.mark.parametrize("written", ["", "none", "999", "12345", "07700 900", "0" * 11, "+1"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert phone(written) is None


def test_two_numbers_run_together_are_none() -> None:
    assert phone("07700 900123 / 07700 900456") is None


@given(st.integers(0, 999), st.sampled_from(["0", "+44", "0044", "+44 (0)", "44", "+44 0"]))
def test_no_style_changes_the_number(last: int, style: str) -> None:
    assert phone(f"{style}7700 900{last:03}") == Phone(f"+447700900{last:03}")
    assert phone(f"{style}1632 960{last:03}") == Phone(f"+441632960{last:03}")


@given(st.text(st.sampled_from("0123456789+() -x٣")) | st.text())
def test_no_text_breaks_a_reader_and_what_it_reads_it_reads_again(text: str) -> None:
    number = phone(text)
    assert number is None or re.fullmatch(r"\+[1-9]\d{6,14}", number.e164)
    assert number is None or phone(number.e164) == number
    address = email(text)
    assert address is None or email(address.text) == address
    paper = document(text)
    assert paper is None or document(paper.text) == paper


@pytest.mark.parametrize(
    "written", ["An.Tran@Example.COM", "mailto:an.tran@example.com", "<an.tran@example.com>"]
)
def test_an_address_is_lower_cased_and_bare(written: str) -> None:
    assert email(written) == Email("an.tran@example.com")


@pytest.mark.parametrize(
    "written", ["", "an", "an@", "@example.com", "an@example", "a b@example.com"]
)
def test_what_is_no_address_is_none(written: str) -> None:
    assert email(written) is None


def test_an_address_knows_its_local_part() -> None:
    assert Email("an.tran@example.com").local == "an.tran"


def test_a_document_is_capitals_and_digits() -> None:
    assert document("ab 123-456 c") == Document("AB123456C")
    assert document("unknown") is None
    assert document("12") is None
