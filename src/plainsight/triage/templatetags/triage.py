"""How codes of a report are said on a page."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plainsight.codes.indicators import SIGNS, label
from plainsight.core.clock import now
from plainsight.intake.answers import Answers
from plainsight.intake.models import Report
from plainsight.triage.steps import named

register = template.Library()

FLAGS: tuple[tuple[str, str | Promise], ...] = (
    ("danger_now", _("Danger now")),
    ("under_18", _("Under 18")),
    ("about_me", _("About the reporter")),
)
WAYS = {
    "phone": _("Phone call"),
    "text": _("Text message"),
    "email": _("E-mail"),
    "other": _("Another way"),
}
WHOSE = {
    "seen": _("Somebody else: the reporter saw or heard it"),
    "me": _("The reporter"),
    "young": _("The reporter, who is under 18"),
}
TOLD: tuple[tuple[str, str | Promise], ...] = (
    ("what", _("What they saw or know")),
    ("address", _("Address")),
    ("business", _("Business")),
    ("directions", _("How to find the place")),
    ("when", _("When")),
    ("pattern", _("Times and habits")),
    ("exploited", _("People exploited")),
    ("responsible", _("People responsible")),
    ("vehicles", _("Vehicles")),
    ("phones", _("Phones")),
    ("adverts", _("Adverts and accounts online")),
)
PARTS = {
    "reference": _("Reference"),
    "signs": _("Signs that they ticked"),
    "conversation": _("Conversation"),
    "history": _("What was done"),
}
ALWAYS_SHOWN = frozenset({"what"})
STRENGTHS = {"weak": _("Weak sign"), "medium": _("Medium sign"), "strong": _("Strong sign")}
MESSAGES = {"yes": _("Yes"), "no": _("No")}
HOURS_SHOWN = 48
STATES = {"received": _("Not opened"), "opened": _("Opened")}


@register.inclusion_tag("triage/parts/flags.html")
def flags(report: Report) -> dict[str, object]:
    """Render the flags that the reporter raised, the gravest first."""
    return {"flags": [(name, words) for name, words in FLAGS if getattr(report, name)]}


@register.filter
def gravest(report: Report) -> str:
    """Return the name of the gravest flag, or nothing."""
    return next((name for name, _words in FLAGS if getattr(report, name)), "")


@register.filter
def said(flag: bool | None) -> str | Promise:  # noqa: FBT001 (a template passes what the field holds)
    """Return a flag as the reporter answered it; None is silence, which is not a no."""
    if flag is None:
        return _("Did not say")
    return _("Yes") if flag else _("No")


@register.filter
def age(report: Report) -> str:
    """Return how long ago a report came, in whole hours or, after two days, in days.

    Its hour is all that is known, so the current hour is "this hour".
    """
    hours = int((now() - report.received_hour).total_seconds()) // 3600
    if hours < 1:
        return gettext("this hour")
    if hours < HOURS_SHOWN:
        return ngettext("%(n)d hour ago", "%(n)d hours ago", hours) % {"n": hours}
    return ngettext("%(n)d day ago", "%(n)d days ago", hours // 24) % {"n": hours // 24}


@register.filter
def channel(report: Report) -> str:
    """Return the way the report came in."""
    return named("contact_channels", report.channel)


@register.filter
def way(how: str) -> str | Promise:
    """Return how the reporter wants to be reached, in words."""
    return WAYS.get(how, how)


@register.filter
def whose(way: str) -> str | Promise:
    """Return who it happens to, by the way that the reporter took through the form."""
    return WHOSE.get(way, way)


@register.filter
def may_leave(message: str) -> str | Promise:
    """Return whether a message may be left for the reporter."""
    return MESSAGES.get(message, _("They did not say. Leave none."))


@register.filter
def told(account: Answers) -> list[tuple[str, str | Promise, str]]:
    """Return the texts of a report that say something, each with what it is about."""
    texts = [(name, words, getattr(account, name)) for name, words in TOLD]
    return [one for one in texts if one[2] or one[0] in ALWAYS_SHOWN]


@register.filter
def part_of_report(name: str) -> str | Promise:
    """Return what a part of a report is called."""
    return PARTS.get(name) or dict(TOLD).get(name, name)


@register.filter
def told_nothing(account: Answers) -> str:
    """Return what the report says nothing about, in one line."""
    silent = [name for name, _words in TOLD if not getattr(account, name)]
    return ", ".join(str(words) for name, words in TOLD if name in set(silent) - ALWAYS_SHOWN)


@register.filter
def signs(ticked: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return ticked signs in words, the strongest first; an unknown one keeps its id."""
    found = [_sign(sign_id) for sign_id in ticked]
    return sorted(found, key=lambda one: one["place"])


def _sign(sign_id: str) -> dict[str, Any]:
    sign = SIGNS.get(sign_id)
    strength = sign.strength if sign else ""
    return {
        "id": sign_id,
        "words": label(sign_id) or gettext("A sign that this desk does not know"),
        "strength": STRENGTHS.get(strength, ""),
        "place": -list(STRENGTHS).index(strength) if strength in STRENGTHS else 1,
    }


@register.filter
def state(report: Report) -> str | Promise:
    """Return how far the report has come."""
    return STATES.get(report.state, report.state)


@register.filter
def language(code: str) -> str:
    """Return a language's English name, or its code where Django knows no name."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code
