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
WIDTH, HEIGHT, TOP, LEFT, FOOT = 760, 260, 24, 56, 34
GAP = 0.28
BAR = 160


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
    """Draw one column a week, in whole pixels, so that no style is needed."""
    top = scale(max((week.number for week in weeks), default=0))
    high = HEIGHT - TOP - FOOT
    wide = (WIDTH - LEFT) / max(len(weeks), 1)
    drawn = [
        {
            "week": week,
            "x": round(LEFT + at * wide + wide * GAP / 2),
            "y": TOP + high - round(high * week.number / top),
            "width": round(wide * (1 - GAP)),
            "height": round(high * week.number / top),
            "middle": round(LEFT + at * wide + wide / 2),
            "is_named": at % 3 == 0 or week is weeks[-1],
        }
        for at, week in enumerate(weeks)
    ]
    lines = [{"number": top * part // 2, "y": TOP + high - high * part // 2} for part in range(3)]
    return {
        "columns": drawn,
        "lines": lines,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "foot": HEIGHT - 10,
    }


@register.simple_tag
def bar_width(page: Page, pages: Sequence[Page]) -> int:
    """Return how long a page's bar is beside the longest, in pixels."""
    largest = max((one.number for one in pages), default=0)
    return round(BAR * page.number / largest) if largest else 0
