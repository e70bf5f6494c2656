"""What every public page has, and what none of them has."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

import pytest
from django.test import Client

from plainsight.core.headers import content_policy
from plainsight.public.templatetags.exit import FOLDER
from tests.public.conftest import Reporter

PATHS = ("/", "/contact/", "/safety/", "/r/", "/m/")
TEMPLATES = FOLDER.parent / "templates"
pytestmark = pytest.mark.usefixtures("public_zone")


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def shown(path: str) -> str:
    return Client().get(path).content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_needs_nothing_but_itself(path: str) -> None:
    page = shown(path)
    assert re.findall(r'(?:src|srcset|action)="(?!/)', page) == []
    assert re.findall(r'<link rel="icon" href="([^"]*)"', page) == ["data:,"]
    assert "@import" not in page
    assert "url(" not in page
    assert re.findall(r' (?:style|on[a-z]+)="', page) == []


@pytest.mark.parametrize("path", PATHS)
def test_the_style_and_the_script_are_the_ones_that_the_policy_allows(path: str) -> None:
    page = shown(path)
    policy = content_policy("public")
    for tag in ("style", "script"):
        found = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert [hashed(text) in policy for text in found] == [True]


@pytest.mark.parametrize("path", PATHS)
def test_the_exit_comes_right_after_the_skip_link_in_a_named_place(path: str) -> None:
    page = shown(path)
    links = re.findall(r"<a [^>]*>", page)
    assert 'href="#main"' in links[0]
    assert 'id="exit"' in links[1]
    assert page.index("<section") < page.index('id="exit"') < page.index("</section>")
    assert page.index("<script>") < page.index("<body>")


@pytest.mark.parametrize("path", PATHS)
def test_no_cookie_is_set_before_anything_is_sent(path: str) -> None:
    assert not Client().get(path).cookies


@pytest.mark.parametrize("path", ["/r/", "/m/"])
def test_the_pages_of_a_report_and_of_messages_have_mild_titles_and_name_no_police(
    path: str,
) -> None:
    page = shown(path)
    title = re.findall("<title>(.*?)</title>", page)[0]
    assert title in {"Form, 1 of 12", "Messages"}
    if path == "/m/":
        assert "olice" not in page
    assert 'content="noindex"' in page


def test_posters_lead_to_the_short_addresses() -> None:
    assert Client().get("/report/")["Location"] == "/r/"
    assert Client().get("/messages/")["Location"] == "/m/"


def test_we_never_call_our_own_form_anonymous() -> None:
    for path in PATHS:
        assert "nonymous" not in shown(path)


def test_every_phone_number_is_one_of_the_known_ones() -> None:
    known = {"999", "101", "18000", "+448000121700", "+44800555111", "+448008083733"}
    used = set()
    for path in PATHS:
        used |= set(re.findall(r'href="tel:([^"]*)"', shown(path)))
    assert used == known


def test_every_word_of_a_template_can_be_translated() -> None:
    for template in TEMPLATES.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        text = re.sub(r"{% (blocktranslate|comment).*?{% end\1 %}", "", text, flags=re.DOTALL)
        text = re.sub(r"<!doctype html>|<svg.*?</svg>|{%.*?%}|{{.*?}}|<[^>]*>", "", text)
        words = set(re.findall(r"[A-Za-z]{2,}", text))
        assert words <= {"Plainsight"}, template.name


def test_a_page_that_is_not_there_says_so_with_phone_numbers(reporter: Reporter) -> None:
    page = reporter.get("/nowhere/")
    assert page.status_code == 404
    assert b"08000 121 700" in page.content
