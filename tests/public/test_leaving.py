"""The way out on the server: everything is forgotten, and anybody may ask for it any time."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from plainsight.public.cookies import DRAFT, VISIT
from tests.public.conftest import Reporter

pytestmark = pytest.mark.usefixtures("public_zone")
CLEAR = '"cache", "cookies", "storage"'


@pytest.mark.parametrize("times", [1, 2])
def test_the_script_is_answered_with_nothing_and_everything_is_cleared(times: int) -> None:
    browser = Reporter()
    for _ in range(times):
        answer = browser.post("/leave/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Clear-Site-Data"] == CLEAR
    for name in (DRAFT, VISIT):
        assert answer.cookies[name]["max-age"] == 0


def test_the_link_leads_on_through_a_blank_page_that_clears_as_well() -> None:
    answer = Client().get("/leave/")
    page = answer.content.decode()
    assert answer["Clear-Site-Data"] == CLEAR
    assert f'content="0;url={settings.EXIT_URL}"' in page
    assert "<title>Loading</title>" in page
    assert "lainsight" not in page


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_that_points_here_ends_nobodys_visit(site: str) -> None:
    answer = Client().get("/leave/", headers={"sec-fetch-site": site})
    assert "Clear-Site-Data" not in answer
    assert not answer.cookies


def test_leaving_works_while_the_database_is_away(reporter: Reporter, no_database: object) -> None:
    reporter.cookies[VISIT] = "nonsense.12.k"
    assert reporter.post("/leave/").status_code == 204
