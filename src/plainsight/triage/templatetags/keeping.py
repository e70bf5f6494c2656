"""Why a report is kept as long as it is."""

from __future__ import annotations

from django import template

from plainsight.codes.lists import code_of
from plainsight.triage.models import Standing

register = template.Library()


@register.filter
def kept_as(standing: Standing) -> str:
    """Return what a report was closed with or marked as."""
    code = code_of("retention", standing.mark or standing.closing)
    return code.words if code else ""
