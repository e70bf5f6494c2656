"""What every public page has, and what none of them has."""

from __future__ import annotations

import base64
import re
from hashlib import sha256

import pytest
from django.db import connection
from django.test import Client

from plainsight.core.headers import content_policy
from plainsight.public.templatetags.exit import FOLDER
from tests.public.conftest import Reporter

PRIVATE = ("/contact/", "/safety/", "/r/", "/m/")
OPEN = ("/", "/what/", "/signs/", "/signs/nail-bar/", "/accessibility/", "/privacy/")
PATHS = (*OPEN, *PRIVATE, "/cookies/", "/feedback/")
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


@pytest.mark.parametrize("path", PRIVATE)
def test_a_private_page_has_a_mild_title_and_asks_not_to_be_found(path: str) -> None:
    page = shown(path)
    title = re.findall("<title>(.*?)</title>", page)[0]
    assert not re.search("slavery|police|report|crime", title, re.IGNORECASE)
    assert '<meta name="robots" content="noindex">' in page
    assert 'class="private' in page


def test_the_pages_of_messages_name_no_police() -> None:
    assert "olice" not in shown("/m/")


@pytest.mark.parametrize("path", OPEN)
def test_an_open_page_may_be_found_and_says_what_it_is_about(path: str) -> None:
    page = shown(path)
    assert "noindex" not in page
    described = re.findall(r'<meta name="description" content="([^"]+)">', page)
    assert [len(text) > 30 for text in described] == [True]
    assert len(re.findall("<h1", page)) == 1


@pytest.mark.parametrize("path", PATHS)
def test_every_way_to_get_help_is_two_taps_away(path: str) -> None:
    assert 'href="/contact/"' in shown(path)


def test_there_is_a_way_for_everyone_who_cannot_speak() -> None:
    page = shown("/contact/")
    for way in ("press 55", "emergencySMS", 'href="tel:18000"', "18001 101", "999 BSL"):
        assert way in page
    assert "It does not tell the police where you are" in page
    assert "chat" not in page.lower()


def test_what_it_is_comes_in_all_its_forms_and_says_what_proves_nothing() -> None:
    page = shown("/what/")
    forms = ("Work", "Sex", "Crime", "Work in a home", "Organs")
    assert re.findall("<dt>(.*?)</dt>", page) == list(forms)
    for said in (
        "Men as well as women.",
        "British people as well as people from abroad.",
        "It is a crime even if no one forced or tricked the child",
        "which language they speak and how they sound say nothing",
        "One sign proves nothing.",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("path", "said"),
    [("/", "This is happening to me"), ("/", "I am under 18"), ("/", "What it is")],
)
def test_home_leads_on(path: str, said: str) -> None:
    assert said in re.findall("<a [^>]*>([^<]*)</a>", shown(path))


@pytest.mark.django_db
def test_the_privacy_notice_names_the_times_that_the_database_keeps() -> None:
    page = shown("/privacy/")
    times = {
        "gate.life('open draft')": ("24:00:00", "deleted 24 hours after you last touched it"),
        "gate.life('unfinished')": ("01:00:00", "One hour after you stop, it comes to us"),
        "gate.life('sent draft')": ("00:30:00", "For 30 minutes after you send"),
        "gate.life('spent token')": ("25:00:00", "Deleted after 25 hours."),
        "gate.feedback_life('feedback')": ("90 days", "Locked, and deleted after 90 days."),
        "gate.feedback_life('count')": ("2 years 1 mon", "Deleted after 25 months."),
    }
    with connection.cursor() as cursor:
        for call, (kept, said) in times.items():
            cursor.execute(f"SELECT {call}::text")
            assert cursor.fetchone() == (kept,)
            assert said in page


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
