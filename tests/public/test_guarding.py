"""The guard of forms that anybody may send: nobody is turned away, and a token counts once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from plainsight.core import clock, formtokens
from plainsight.intake.errors import NotNow
from plainsight.public import guarding
from tests.public.conftest import Reporter


def shown(purpose: str = "tell") -> dict[str, str]:
    """The fields of a guard as a browser sends them when nobody has touched them."""
    page = Template("{% load guarding %}{% guard purpose %}").render(Context({"purpose": purpose}))
    token = re.search(r'name="form_token" value="([^"]+)"', page)
    assert token
    return {formtokens.FIELD: token[1], guarding.TRAP: ""}


def sent(fields: dict[str, str]) -> HttpRequest:
    return RequestFactory().post("/", fields)


def test_a_form_passes_once_and_is_then_known_as_sent(reporter: Reporter) -> None:
    fields = shown()
    checked = guarding.check(sent(fields), "tell")
    assert checked.token is not None
    assert checked.problem == ""
    again = guarding.check(sent(fields), "tell")
    assert again.token is None
    assert "sent once already" in again.problem
    assert guarding.check(sent(shown()), "tell").token is not None, "a fresh one passes"


def test_a_form_that_may_be_sent_twice_is_only_read(reporter: Reporter) -> None:
    fields = shown()
    first, second = (guarding.check(sent(fields), "tell", spend=False) for _ in range(2))
    assert first.token is not None
    assert first.token == second.token


def test_a_filled_trap_is_answered_kindly_and_spends_nothing(reporter: Reporter) -> None:
    fields = shown()
    checked = guarding.check(sent(fields | {guarding.TRAP: "Cheap loans"}), "tell")
    assert checked.token is None
    assert "hidden box" in checked.problem
    assert guarding.check(sent(fields), "tell").token is not None


@pytest.mark.parametrize("given", [{}, {"form_token": "nonsense"}])
def test_a_form_without_our_token_is_asked_for_again(
    public_zone: None, given: dict[str, str]
) -> None:
    checked = guarding.check(sent(given), "tell")
    assert checked.token is None
    assert "still here" in checked.problem


def test_a_token_of_another_form_does_not_pass(public_zone: None) -> None:
    assert guarding.check(sent(shown("other")), "tell").token is None


def test_a_form_that_was_open_for_more_than_a_day_is_asked_for_again(
    public_zone: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = shown()
    later = clock.now() + timedelta(hours=26)
    monkeypatch.setattr(formtokens, "now", lambda: later)
    assert "more than a day" in guarding.check(sent(fields), "tell").problem


def test_without_the_database_it_says_so(reporter: Reporter, no_database: Any) -> None:
    fields = shown()
    no_database()
    with pytest.raises(NotNow):
        guarding.check(sent(fields), "tell")


def test_the_trap_is_out_of_sight_out_of_the_tab_order_and_unspoken(public_zone: None) -> None:
    page = Template('{% load guarding %}{% guard "tell" %}').render(Context())
    assert '<p class="away" aria-hidden="true">' in page
    trap = re.search(rf'<input name="{guarding.TRAP}"[^>]*>', page)
    assert trap
    assert 'tabindex="-1"' in trap[0]
    assert 'autocomplete="off"' in trap[0]
