"""Words for codes, states and steps, and what is found in a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import code_of
from plainsight.intelligence.drafting import Draft, draft
from plainsight.intelligence.grading import legacy_words
from plainsight.intelligence.models import IntelReport

register = template.Library()

STATES: Mapping[str, str | Promise] = {
    "submitted": _("Waits for the unit"),
    "returned": _("Returned to its writer"),
    "accepted": _("Accepted"),
}
STEPS: Mapping[str, str | Promise] = {
    "submitted": _("Submitted"),
    "returned": _("Returned"),
    "rewritten": _("Written again"),
    "accepted": _("Accepted"),
    "regraded": _("Graded anew"),
    "disclosed": _("Passed on"),
}
FOUND: Mapping[str, str | Promise] = {
    "name": _("name"),
    "phone": _("telephone"),
    "vrm": _("number plate"),
    "postcode": _("postcode"),
    "email": _("e-mail"),
    "link": _("web address"),
    "account": _("online account"),
    "date": _("date"),
    "money": _("money"),
    "business": _("business"),
    "ni_number": _("National Insurance number"),
}


@register.filter
def state_words(state: str) -> str | Promise:
    """Return a state in words."""
    return STATES.get(state, state)


@register.filter
def step_words(kind: str) -> str | Promise:
    """Return what was done, in words."""
    return STEPS.get(kind, kind)


@register.filter
def kind_words(kind: str) -> str | Promise:
    """Return what was found, in words."""
    return FOUND.get(kind, kind)


@register.filter
def code_words(code: str, of_list: str) -> str:
    """Return a code of a list in words; the code itself when the list never had it."""
    found = code_of(of_list, code)
    return str(found) if found else code


@register.filter
def grade_words(intel: IntelReport) -> str:
    """Return the grade of the whole as it is written: 2P, or 1C A1 S2."""
    conditions = [one for one in (intel.action, intel.sanitisation) if one]
    return " ".join([f"{intel.source}{intel.handling}", *conditions])


@register.filter
def legacy_grades(legacy: str) -> list[str]:
    """Return what a grading by 5x5x5 said; nothing for one that cannot be read."""
    try:
        return legacy_words(legacy)
    except ValueError:
        return []


@register.filter
def step_grades(codes: Mapping[str, Any]) -> str:
    """Return the grades that a step gave, an item after the other."""
    return " ".join(
        f"{codes.get('source', '')}{one}{codes.get('handling', '')}"
        for one in codes.get("assessments", "")
    )


@register.filter
def drafted(texts: Sequence[str]) -> list[Draft]:
    """Return what may be entities in some texts, each value once."""
    found = {(one.kind, one.value): one for text in texts for one in draft(text)}
    return list(found.values())
