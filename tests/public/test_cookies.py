"""Cookies: none before a press, none that is not in the registry, and a no that is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import resolve

from plainsight.codes.places import PLACES
from plainsight.feedback.pages import PAGES
from plainsight.public import choices, cookies
from plainsight.public.known import checked
from plainsight.public.middleware import ChoicesMiddleware
from tests.contracts.resolver import patterns
from tests.public.conftest import Reporter

SOURCE = Path(cookies.__file__).parent.parent
ASKS = 'name="choice" value="accept"'
ALL_SAID = {"preferences": "yes", "usage": "yes"}


@pytest.fixture
def visitor(public_zone: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Reporter:
    """A browser of the public site as it is put together, where counting goes nowhere."""
    here = "plainsight.public.middleware.ChoicesMiddleware"
    settings.MIDDLEWARE = [*(one for one in settings.MIDDLEWARE if one != here), here]
    monkeypatch.setattr("plainsight.public.middleware.count_page", lambda _page: None)
    return Reporter()


def choose(visitor: Reporter, to: str = "/", **said: str) -> HttpResponse:
    return visitor.post("/cookies/", {"to": to, **said})


def addresses() -> list[str]:
    """Every address of the public site, with a place of its own where one is to be named."""
    place = next(iter(PLACES))
    return [re.sub(r"<\w+:\w+>", place, one) for one in patterns("public")]


def own_pages() -> list[str]:
    """The addresses of the pages in the list."""
    return [path for path in addresses() if checked(path)]


def test_the_banner_asks_on_every_page_that_is_not_private_but_the_cookies_page(
    visitor: Reporter,
) -> None:
    for path in own_pages():
        page = visitor.get(path).content.decode()
        assert (ASKS in page) == (path != "/cookies/"), path
        assert page.index('id="exit"') < page.index('class="beta"') < page.index("<main")


def test_a_page_is_private_or_in_the_list_and_private_ones_show_no_banner(
    visitor: Reporter, db: None, no_database: Callable[[], None]
) -> None:
    found = {True: set[str](), False: set[str]()}
    for path in [*addresses(), "/nowhere/"]:
        page = visitor.get(path).content.decode()
        if 'id="exit"' in page:
            is_private = 'class="private"' in page.partition("<head>")[0]
            assert is_private != ('class=""' in page.partition("<head>")[0]), path
            found[is_private].add(path)
            assert is_private != ('class="beta"' in page), path
            assert not (is_private and ASKS in page), path
            assert 'href="/feedback/' in page, path
    assert found[False] == set(own_pages())
    assert {resolve(path).url_name for path in found[False]} == set(PAGES)
    assert {"/safety/", "/contact/", "/r/", "/m/", "/nowhere/"} <= found[True]


def test_accept_reject_and_choose_look_alike(visitor: Reporter) -> None:
    page = visitor.get("/").content.decode()
    ask = page[page.index('class="ask"') : page.index("</form>")]
    assert len(re.findall(r'<button class="plain" name="choice"', ask)) == 3
    assert "autofocus" not in ask


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"choice": "accept"}, "pu"),
        ({"choice": "reject"}, "n"),
        ({"preferences": "yes", "usage": "no"}, "p"),
        ({"preferences": "no", "usage": "yes"}, "u"),
        ({"preferences": "no", "usage": "no"}, "n"),
    ],
)
def test_a_choice_is_kept_in_one_cookie_and_leads_back(
    visitor: Reporter, said: dict[str, str], value: str
) -> None:
    answer = choose(visitor, **said)
    assert (answer.status_code, answer["Location"]) == (303, "/?saved")
    assert {name: one.value for name, one in answer.cookies.items()} == {cookies.CHOICE: value}
    page = visitor.get("/?saved").content.decode()
    assert "Your choice is saved." in page
    assert 'href="/cookies/"' in page
    assert "Hide this message" in page
    assert 'class="ask"' not in visitor.get("/").content.decode()


def test_choosing_leads_to_the_page_for_it_and_sets_nothing_yet(visitor: Reporter) -> None:
    answer = choose(visitor, choice="choose")
    assert (answer.status_code, answer["Location"]) == (303, "/cookies/")
    assert not answer.cookies


def test_a_script_is_told_where_to_go_with_the_same_cookie(visitor: Reporter) -> None:
    given = {"to": "/", "choice": "accept"}
    answer = visitor.post("/cookies/", given, headers={"x-replace": "1"})
    assert (answer.status_code, answer["X-Location"]) == (204, "/?saved")
    assert answer.cookies[cookies.CHOICE].value == "pu"


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "/r/",
        "/m/",
        "/safety/",
        "/leave/",
        "/nowhere/",
        "/?to=/m/",
        "/feedback/?x",
        "/feedback/\r\nSet-Cookie: a=b",
        "/feedback",
        "",
    ],
)
def test_a_form_leads_back_to_known_pages_that_are_not_private_and_nowhere_else(
    visitor: Reporter, to: str
) -> None:
    assert choose(visitor, to=to, choice="reject")["Location"] == "/cookies/?saved"


@pytest.mark.parametrize("said", [{}, {"choice": "maybe"}, {"usage": "yes"}, {"usage": "?"}])
def test_a_choice_that_is_none_is_asked_for_again_with_what_was_said(
    visitor: Reporter, said: dict[str, str]
) -> None:
    answer = choose(visitor, **said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert not answer.cookies
    assert 'href="#preferences"' in page
    checked = re.findall(r'id="(\w+)"[^>]*checked', page)
    assert checked == (["usage"] if said.get("usage") == "yes" else [])


def test_a_failure_sets_nothing_and_says_so_plainly(
    visitor: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(choices, "keep", broken)
    answer = choose(visitor, choice="accept")
    assert answer.status_code == 503
    assert not answer.cookies
    assert b"There is a technical problem" in answer.content
    assert b"Please try again" in answer.content


def test_a_browser_that_keeps_no_cookie_is_told_so(visitor: Reporter) -> None:
    assert b"Your browser did not keep your choice" in visitor.get("/?saved").content


def test_global_privacy_control_is_a_refusal_whatever_is_pressed(visitor: Reporter) -> None:
    gpc = {"sec-gpc": "1"}
    assert ASKS not in visitor.get("/", headers=gpc).content.decode()
    answer = visitor.post("/cookies/", {"to": "/", "choice": "accept"}, headers=gpc)
    assert (answer.status_code, dict(answer.cookies)) == (303, {})
    assert b"no optional cookies" in visitor.get("/?saved", headers=gpc).content
    assert b"We take that as a no" in visitor.get("/cookies/", headers=gpc).content


def test_global_privacy_control_withdraws_what_was_allowed_before(visitor: Reporter) -> None:
    choose(visitor, choice="accept")
    visitor.post("/cookies/", {"to": "/", "size": "large"})
    answer = visitor.get("/", headers={"sec-gpc": "1"})
    dropped = {name for name, one in answer.cookies.items() if one["max-age"] == 0}
    assert dropped == {cookies.CHOICE, cookies.SIZE}
    assert b"data-size" not in answer.content.partition(b"<head>")[0]


def test_a_text_size_is_kept_with_a_yes_and_shown_on_every_page(visitor: Reporter) -> None:
    choose(visitor, choice="accept")
    answer = visitor.post("/cookies/", {"to": "/cookies/", "size": "largest"})
    assert (answer.status_code, answer["Location"]) == (303, "/cookies/")
    assert answer.cookies[cookies.SIZE].value == "largest"
    for path in ("/", "/safety/"):
        assert '<html lang="en-gb" dir="ltr" class="' in (
            page := visitor.get(path).content.decode()
        )
        assert 'data-size="largest"' in page


def test_without_a_yes_a_text_size_is_for_the_one_page_and_sets_nothing(visitor: Reporter) -> None:
    choose(visitor, choice="reject")
    answer = visitor.post("/cookies/", {"to": "/cookies/", "size": "large"})
    assert (answer["Location"], dict(answer.cookies)) == ("/cookies/?large", {})
    assert b'data-size="large"' in visitor.get("/cookies/?large").content
    assert b'data-size="large"' not in visitor.get("/").content


def test_a_size_that_is_none_is_asked_for_again(visitor: Reporter) -> None:
    answer = visitor.post("/cookies/", {"size": '"><script>'})
    assert answer.status_code == 422
    assert b'href="#size"' in answer.content
    assert b'"><script>' not in answer.content.partition(b"<body>")[2]


def test_withdrawing_deletes_the_cookie_of_what_was_withdrawn(visitor: Reporter) -> None:
    choose(visitor, choice="accept")
    visitor.post("/cookies/", {"to": "/", "size": "large"})
    answer = choose(visitor, preferences="no", usage="yes")
    assert answer.cookies[cookies.SIZE]["max-age"] == 0
    assert answer.cookies[cookies.CHOICE].value == "u"


def test_every_cookie_is_bland_for_this_host_only_and_out_of_reach(visitor: Reporter) -> None:
    for name in cookies.REGISTRY:
        response = HttpResponse()
        cookies.keep(response, name, "x")
        set_now = response.cookies[name]
        assert re.fullmatch(r"__Host-[a-z]", name)
        assert (set_now["secure"], set_now["httponly"]) == (True, True)
        assert (set_now["samesite"], set_now["path"], set_now["domain"]) == ("Strict", "/", "")


def test_a_cookie_that_is_not_in_the_registry_cannot_be_set_and_is_never_sent() -> None:
    response = HttpResponse()
    with pytest.raises(KeyError):
        cookies.keep(response, "__Host-x", "1")

    def sets_one(_request: HttpRequest) -> HttpResponse:
        response.set_cookie("tracking", "1")
        cookies.keep(response, cookies.CHOICE, "n")
        return response

    request = HttpRequest()
    request.resolver_match = None
    assert set(ChoicesMiddleware(sets_one)(request).cookies) == {cookies.CHOICE}


def test_no_other_code_of_the_public_side_sets_a_cookie() -> None:
    files = [*(SOURCE / "public").rglob("*.py"), *(SOURCE / "intake").rglob("*.py")]
    setting = [
        one.name
        for one in files
        if "set_cookie(" in one.read_text() or "set_signed" in one.read_text()
    ]
    assert setting == ["cookies.py"]
    settings = (SOURCE / "config" / "public.py").read_text()
    assert "plainsight.public.middleware.ChoicesMiddleware" in settings


def test_no_address_sets_a_cookie_that_is_not_in_the_registry_and_looking_sets_none(
    visitor: Reporter, reporter: Reporter
) -> None:
    for path in addresses():
        asked = Reporter()
        looked = asked.get(path)
        assert not {one for one, kept in looked.cookies.items() if kept.value}, path
        for answer in (looked, asked.send(path, what="Six men", choice="accept", size="large")):
            for name, kept in answer.cookies.items():
                assert name in cookies.REGISTRY, path
                assert kept["secure"], path
                assert kept["httponly"], path
                assert (kept["samesite"], kept["path"]) == ("Strict", "/"), path


def test_the_table_on_the_page_is_the_registry(visitor: Reporter) -> None:
    page = visitor.get("/cookies/").content.decode()
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td><td>(.*?)</td>', page)
    wanted = [(one.name, str(one.purpose), one.lifetime) for one in cookies.REGISTRY.values()]
    assert rows == wanted
    assert wanted[3][2] == "365 days"


@pytest.mark.usefixtures("visitor")
def test_nothing_is_set_by_looking_at_any_page() -> None:
    for path in ["/", "/safety/", "/cookies/", "/feedback/", "/cookies/?saved", "/?large"]:
        assert not Client().get(path).cookies
