"""`draft|rows`: a report as the list of questions and answers that its writer checks.

Only what was written since the draft was begun or taken up again: what stood there before is
sent, and never shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext, pgettext

from plainsight.codes import indicators
from plainsight.intake.answers import Answers
from plainsight.intake.draft import Draft
from plainsight.public import steps
from plainsight.public.forms import SafeContact

register = template.Library()
CONTACT = "report_contact"


@dataclass(frozen=True)
class Row:
    """One question, what was answered, and the page where it can be changed."""

    question: str
    said: str
    page: str


@register.filter
def rows(draft: Draft) -> Iterator[Row]:
    """Give every question of the way, and those beside it that were answered all the same."""
    answers = draft.answers
    for page in steps.PAGES:
        fields = page.form_for(answers.way).base_fields
        if not steps.number(page.name, answers.way):
            fields = {name: box for name, box in fields.items() if getattr(answers, name, "")}
        if answers.way == "young":
            fields = {name: box for name, box in fields.items() if name != "under_18"}
        yield from _of_page(page.name, fields, answers)


def _of_page(page: str, fields: dict[str, Any], answers: Answers) -> Iterator[Row]:
    if page == steps.FILES:
        names = [note.name or gettext("File") for note in answers.files]
        if names or steps.number(page, answers.way):
            yield Row(gettext("Files"), "\n".join(names), page)
    elif page == steps.SIGNS:
        said = "\n".join(indicators.label(one) for one in answers.signs)
        yield from (Row(str(box.label), said, page) for box in fields.values())
    elif page == CONTACT:
        yield from _contact(fields, answers)
    else:
        for name, box in fields.items():
            yield Row(str(box.label), _said(name, box, answers), page)


def _said(name: str, box: Any, answers: Answers) -> str:
    if name == "way":
        chosen = answers.way if answers.about_me is not None else ""
        return str(dict(box.choices).get(chosen, ""))
    value = getattr(answers, name)
    return value if isinstance(value, str) else _flag(value)


def _flag(value: bool | None) -> str:  # noqa: FBT001 (the answer itself)
    if value is None:
        return gettext("I am not sure")
    return pgettext("answer", "Yes") if value else pgettext("answer", "No")


def _contact(fields: dict[str, Any], answers: Answers) -> Iterator[Row]:
    """Give how to be reached, and the rest of it as far as anything was said."""
    for name in SafeContact.names:
        said = getattr(answers.contact, name)
        choices = dict(getattr(fields[name], "choices", ()))
        lines = said if isinstance(said, tuple) else (said,)
        words = "\n".join(str(choices.get(one, one)) for one in lines)
        if said or name == "how":
            yield Row(str(fields[name].label), words, CONTACT)
