"""What a page says, picked out of its HTML, and what the draft behind it holds."""

from __future__ import annotations

import re

from plainsight.intake import drafts
from plainsight.intake.draft import Draft
from plainsight.public.cookies import DRAFT
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
