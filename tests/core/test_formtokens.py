"""Form tokens: signed, bound to a purpose, each one other than the last."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from plainsight.core import clock, formtokens
from plainsight.core.formtokens import FormTokenError, FormTokenExpired


def test_a_token_says_what_it_was_issued_for_and_when() -> None:
    read = formtokens.verify(formtokens.issue("answer"), "answer")
    assert read.purpose == "answer"
    assert read.issued == clock.this_hour()


def test_each_token_has_its_own_nonce() -> None:
    nonces = {formtokens.verify(formtokens.issue("a"), "a").nonce for _ in range(50)}
    assert len(nonces) == 50


def test_a_token_read_twice_has_the_same_nonce() -> None:
    token = formtokens.issue("a")
    assert formtokens.verify(token, "a") == formtokens.verify(token, "a")


def test_a_token_for_another_purpose_is_refused() -> None:
    with pytest.raises(FormTokenError):
        formtokens.verify(formtokens.issue("answer"), "report")


@given(st.text())
def test_nothing_but_a_token_is_taken(token: str) -> None:
    with pytest.raises(FormTokenError):
        formtokens.verify(token, "a")


@given(st.integers(min_value=0, max_value=200), st.characters(codec="ascii"))
def test_an_altered_token_is_refused(place: int, letter: str) -> None:
    token = formtokens.issue("a")
    place %= len(token)
    altered = token[:place] + letter + token[place + 1 :]
    if altered != token:
        with pytest.raises(FormTokenError):
            formtokens.verify(altered, "a")


def test_a_token_of_yesterday_is_expired_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    token = formtokens.issue("a")
    late = datetime.now(UTC) + timedelta(hours=25, minutes=1)
    monkeypatch.setattr(formtokens, "now", lambda: late)
    with pytest.raises(FormTokenExpired):
        formtokens.verify(token, "a")


def test_a_token_is_good_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    token = formtokens.issue("a")
    later = datetime.now(UTC) + timedelta(hours=23, minutes=59)
    monkeypatch.setattr(formtokens, "now", lambda: later)
    assert formtokens.verify(token, "a")


def test_the_tag_gives_a_hidden_field_with_a_token() -> None:
    shown = Template('{% load form_tokens %}{% form_token "answer" %}').render(Context())
    start, end = '<input type="hidden" name="form_token" value="', '">'
    assert shown.startswith(start)
    assert shown.endswith(end)
    assert formtokens.verify(shown.removeprefix(start).removesuffix(end), "answer")
