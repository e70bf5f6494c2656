"""The pages of the report and the three ways through them.

Their addresses are short and bland, because a history keeps them: `r/`, and one letter each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plainsight.intake.answers import TEXTS, Answers
from plainsight.intake.draft import Draft
from plainsight.public import forms

FIRST = "report"
HELP = "report_999"
WHAT = "report_what"
SIGNS = "report_signs"
FILES = "report_files"
CHECK = "report_check"
HOME = "home"
SEEN = "seen"


@dataclass(frozen=True)
class Page:
    """One page of the report; `others` are its forms for the ways that ask in other words."""

    name: str
    letter: str
    form: type[forms.Step]
    template: str = "public/report/step.html"
    others: Mapping[str, type[forms.Step]] = field(default_factory=dict)

    def form_for(self, way: str) -> type[forms.Step]:
        """Return the form in the words of a way."""
        return self.others.get(way, self.form)


PAGES = (
    Page(FIRST, "", forms.Danger, "public/report/first.html"),
    Page("report_who", "w", forms.Who),
    Page(
        WHAT,
        "a",
        forms.What,
        "public/report/what.html",
        {"me": forms.MyStory, "young": forms.YoungStory},
    ),
    Page(SIGNS, "v", forms.Signs, "public/report/signs.html"),
    Page("report_where", "p", forms.Where, others={"me": forms.MyWhere, "young": forms.YoungWhere}),
    Page("report_when", "t", forms.When),
    Page("report_exploited", "b", forms.Exploited),
    Page("report_responsible", "g", forms.Responsible),
    Page("report_traces", "x", forms.Traces),
    Page(FILES, "f", forms.Step, "public/report/files.html"),
    Page("report_contact", "s", forms.SafeContact, others={"young": forms.YoungContact}),
)
BY_NAME = {page.name: page for page in PAGES}
BY_LETTER = {page.letter: page for page in PAGES if page.letter}

_MINE = (FIRST, "report_who", WHAT, "report_where", "report_contact", CHECK)
WAYS = {SEEN: (*BY_NAME, CHECK), "me": _MINE, "young": _MINE}


def way_of(found: object) -> str:
    """Return the way that a draft takes; the longest until it was chosen."""
    return found.answers.way if isinstance(found, Draft) else SEEN


def order(way: str) -> tuple[str, ...]:
    """Return the names of a way's pages."""
    return WAYS.get(way, WAYS[SEEN])


def number(name: str, way: str) -> int:
    """Return a page's place on a way, from 1; 0 when it is not on it."""
    pages = order(way)
    return pages.index(name) + 1 if name in pages else 0


def after(name: str, way: str) -> str:
    """Return the page that follows; a page beside the way leads to the last one."""
    return order(way)[number(name, way)] if number(name, way) else CHECK


def before(name: str, way: str) -> str:
    """Return the page that this one's own Back leads to."""
    place = number(name, way)
    if name == FIRST:
        return HOME
    return order(way)[place - 2] if place else CHECK


def has_begun(draft: Draft) -> bool:
    """Say whether there is a report: what was seen, now or before it was taken up again."""
    return bool(draft.whole.what)


def has_typed(answers: Answers) -> bool:
    """Say whether anything was written, ticked or added that would be a pity to lose."""
    return bool(answers.signs or answers.files or any(getattr(answers, name) for name in TEXTS))


def is_what_remains(draft: Draft) -> bool:
    """Say whether only later answers are left of a report that ran out of time meanwhile."""
    return not has_begun(draft) and any(getattr(draft.answers, name) for name in TEXTS)


def number_and_count(name: str, way: str) -> dict[str, int]:
    """Return what the page says of its place."""
    return {"number": number(name, way), "count": len(order(way))}
