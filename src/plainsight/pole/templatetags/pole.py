"""Words for codes of records, and the chart of a record's links."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import code_of
from plainsight.pole.chart import Chart, chart_of
from plainsight.pole.kinds import KINDS, attributes
from plainsight.pole.quality import odd
from plainsight.pole.services.reading import OpenedRecord

register = template.Library()

VERDICTS: Mapping[str, str | Promise] = {
    "open": _("Left open"),
    "same": _("The same"),
    "different": _("Different"),
}
TOLD: Mapping[str, str | Promise] = {
    "pointed": _("saved something that may be this, and was told to ask you"),
    "matched": _("saved something that may be this"),
    "added": _("added to this"),
    "looked": _("searched for or saved somebody who may be this protected person"),
}
STATUSES: Mapping[str, str | Promise] = {
    "asserted": _("Asserted"),
    "corroborated": _("Corroborated"),
    "negated": _("Negated"),
    "withdrawn": _("Withdrawn"),
}


@register.filter
def kind_name(kind: str) -> str | Promise:
    """Return a kind of record in words."""
    return KINDS.get(kind, kind)


@register.filter
def attribute_name(field: str, kind: str) -> str:
    """Return an attribute in words."""
    known = attributes(kind).get(field)
    return str(known) if known else field


@register.filter
def verdict_words(verdict: str) -> str | Promise:
    """Return a verdict in words."""
    return VERDICTS.get(verdict, verdict)


@register.filter
def told_words(why: str) -> str | Promise:
    """Return why somebody is told, in words that follow a name."""
    return TOLD.get(why, why)


@register.filter
def status_words(status: str) -> str | Promise:
    """Return how a link stands, in words."""
    return STATUSES.get(status, status)


@register.filter
def marker_words(code: str) -> str:
    """Return a warning in words."""
    found = code_of("warning_markers", code)
    return str(found) if found else code


@register.filter
def role_words(code: str) -> str:
    """Return a part in a report in words."""
    found = code_of("person_roles", code)
    return str(found) if found else code


@register.filter
def oddness(value: str, key: str) -> str:
    """Return what is odd about a value; `key` is its kind and attribute, such as person.born."""
    kind, _dot, field = key.partition(".")
    return odd(kind, field, value)


@register.filter
def signed(bits: float) -> str:
    """Return bits with their sign."""
    return f"{bits:+.1f}"


@register.filter
def share(bits: float) -> int:
    """Return how long a bar for some bits is, in per cent of the longest."""
    return min(100, round(abs(bits) * 7))


@register.filter
def chart(opened: OpenedRecord) -> Chart:
    """Return the chart of a record's links, laid out."""
    return chart_of(opened)
