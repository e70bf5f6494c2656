"""The order of the report's pages. Their addresses are short and bland: a history keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from plainsight.public import forms

FIRST = "report"
CHECK = "report_check"
TEMPLATE = "public/report/step.html"


@dataclass(frozen=True)
class Page:
    """One page of the report; `title` is its heading where its form asks more than one thing."""

    name: str
    form: type[forms.Step]
    title: Any = ""
    template: str = TEMPLATE


PAGES = (
    Page(FIRST, forms.What, template="public/report/first.html"),
    Page("report_where", forms.Where),
    Page("report_when", forms.When),
    Page("report_people", forms.People, title=_("Three short questions")),
    Page("report_files", forms.Step, template="public/report/files.html"),
    Page("report_contact", forms.SafeContact, title=_("Do you want us to contact you?")),
)
BY_NAME = {page.name: page for page in PAGES}
ORDER = ("home", *BY_NAME, CHECK)
COUNT = len(PAGES) + 1


def number(name: str) -> int:
    """Return a page's place, from 1."""
    return ORDER.index(name)


def after(name: str) -> str:
    """Return the page that follows."""
    return ORDER[ORDER.index(name) + 1]


def before(name: str) -> str:
    """Return the page that this one's own Back leads to."""
    return ORDER[ORDER.index(name) - 1]
