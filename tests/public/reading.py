"""What a page says, picked out of its HTML, and what the draft behind it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plainsight.intake import drafts
from plainsight.intake.draft import Draft
from plainsight.public.cookies import DRAFT

if TYPE_CHECKING:
    from tests.public.conftest import Reporter


def draft_of(reporter: Reporter) -> Draft:
    """The draft of the reporter's cookie."""
    found = drafts.find(reporter.cookies[DRAFT].value)
    assert isinstance(found, Draft)
    return found


def token_on(page: bytes) -> str:
    """The form's token."""
    found = re.search(r'name="form_token" value="([^"]*)"', page.decode())
    assert found
    return found[1]


def code_on(page: bytes) -> str:
    """The return code on its card."""
    found = re.search(r'<p class="code"[^>]*>(.*?)</p>', page.decode())
    assert found
    return re.sub("<[^>]*>", "", found[1])


def heading(page: str) -> str:
    """The page's first heading."""
    found = re.search("<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found
    return re.sub("<[^>]*>", "", found[1])


def sent(reporter: Reporter, how: str = "send") -> bytes:
    """Write a report, send it, and return the page that shows its code."""
    reporter.write()
    assert reporter.post("/r/c/", {"go": how})["Location"] == "/r/k/"
    return bytes(reporter.get("/r/k/").content)


def come_back(reporter: Reporter, code: str) -> None:
    """Type the code."""
    assert reporter.post("/m/", {"code": code})["Location"] == "/m/?c"
