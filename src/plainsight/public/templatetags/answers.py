"""`answers|rows`: a report as the list of questions and answers that its writer checks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext, pgettext

from plainsight.intake.answers import Answers
from plainsight.public.forms import People, SafeContact, What, When, Where

register = template.Library()


@dataclass(frozen=True)
class Row:
    """One question, what was answered, and the page where it can be changed."""

    question: str
    said: str
    page: str


@register.filter
def rows(answers: Answers) -> Iterator[Row]:
    """Give every question of the report in the order of its pages."""
    yield Row(_label(What, "what"), answers.what, "report")
    yield Row(_label(Where, "where"), answers.where, "report_where")
    yield Row(_label(When, "when"), answers.when, "report_when")
    for name in ("danger_now", "about_me", "under_18"):
        yield Row(_label(People, name), _flag(getattr(answers, name)), "report_people")
    names = [note.name or gettext("File") for note in answers.files]
    yield Row(gettext("Files"), "\n".join(names), "report_files")
    yield Row(_label(SafeContact, "how"), _contact(answers), "report_contact")


def _label(form: type[What | Where | When | People | SafeContact], name: str) -> str:
    return str(form.base_fields[name].label)


def _flag(value: bool | None) -> str:  # noqa: FBT001 (the answer itself)
    if value is None:
        return gettext("I am not sure")
    return pgettext("answer", "Yes") if value else pgettext("answer", "No")


def _contact(answers: Answers) -> str:
    contact = answers.contact
    how = dict(SafeContact.base_fields["how"].choices).get(contact.how, "")  # type: ignore[attr-defined]  # a choice field
    return "\n".join(part for part in (str(how), contact.value, contact.safe) if part)
