"""How codes of a report are said on a page."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plainsight.core.clock import now
from plainsight.intake.models import Report

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
CHANNELS = {"web": _("Web form")}
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
def channel(report: Report) -> str | Promise:
    """Return the way the report came in."""
    return CHANNELS.get(report.channel, report.channel)


@register.filter
def way(how: str) -> str | Promise:
    """Return how the reporter wants to be reached, in words."""
    return WAYS.get(how, how)


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
