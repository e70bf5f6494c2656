"""How feedback is said on the desk's pages, and how its chart is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.feedback.models import Feedback
from plainsight.feedback.pages import PAGES, RATINGS
from plainsight.feedback.usage import Page, Week, scale

register = template.Library()

STATES = {"new": _("New"), "done": _("Dealt with"), "passed_on": _("Passed on as a report")}
HEIGHT, TOP, FOOT = 250, 24, 30
LEFT = 13.0
GAP = 0.28
NAMED = 4
BAR = 140


@register.filter
def page_words(feedback: Feedback) -> str | Promise:
    """Return which page it is about."""
    return PAGES.get(feedback.page, _("Not said"))


@register.filter
def rating_words(feedback: Feedback) -> str | Promise:
    """Return the rating in its word."""
    return RATINGS.get(feedback.rating or 0, _("Not said"))


@register.filter
def state_words(feedback: Feedback) -> str | Promise:
    """Return what became of it."""
    return STATES.get(feedback.state, feedback.state)


@register.inclusion_tag("feedback/parts/columns.html")
def columns(weeks: Sequence[Week]) -> dict[str, Any]:
    """Draw one column a week: across in per cent, so that words keep their size, up in pixels."""
    top = scale(max((week.number for week in weeks), default=0))
    base = HEIGHT - FOOT
    wide = (100 - LEFT) / max(len(weeks), 1)
    drawn = [
        {
            "week": week,
            "x": f"{LEFT + wide * (at + GAP / 2):.2f}%",
            "y": base - round((base - TOP) * week.number / top),
            "width": f"{wide * (1 - GAP):.2f}%",
            "height": round((base - TOP) * week.number / top),
            "middle": f"{LEFT + wide * (at + 0.5):.2f}%",
            "is_named": at % NAMED == 0,
            "is_last": week is weeks[-1],
        }
        for at, week in enumerate(weeks)
    ]
    lines = [{"number": top * half // 2, "y": base - (base - TOP) * half // 2} for half in range(3)]
    return {
        "columns": drawn,
        "lines": lines,
        "height": HEIGHT,
        "foot": HEIGHT - 8,
    }


@register.simple_tag
def bar_width(page: Page, pages: Sequence[Page]) -> int:
    """Return how long a page's bar is beside the longest, in pixels."""
    largest = max((one.number for one in pages), default=0)
    return round(BAR * page.number / largest) if largest else 0
