"""Why a report is kept as long as it is."""

from __future__ import annotations

from datetime import date, timedelta

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plainsight.codes.lists import Code, code_of
from plainsight.core.clock import now
from plainsight.triage.models import Standing

A_YEAR = 365.25

register = template.Library()


@register.filter
def kept_as(standing: Standing) -> str:
    """Return what a report was closed with or marked as."""
    code = code_of("retention", standing.mark or standing.closing)
    return code.words if code else ""


@register.filter
def ends_on(standing: Standing) -> date | None:
    """Return the first day on which a report may be erased: it is always announced before."""
    if standing.dispose_on is None:
        return None
    told = standing.disposal_warned_at or now()
    return max(standing.dispose_on, (told + timedelta(days=settings.NOTICE_DAYS)).date())


@register.filter
def kept_for(rule: Code) -> str:
    """Return a rule's days as somebody says them: in whole years or in days."""
    days = int(rule.facts["days"])
    years = round(days / A_YEAR)
    if years and days in {int(years * A_YEAR), round(years * A_YEAR), years * 365}:
        return ngettext("%d year", "%d years", years) % years if years > 1 else _("One year")
    return ngettext("%d day", "%d days", days) % days
