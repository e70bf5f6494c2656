"""The kinds of record, what can be known of each, and how two may be linked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import Code, codes

KINDS: Mapping[str, str | Promise] = {
    "person": _("Person"),
    "organisation": _("Organisation"),
    "vehicle": _("Vehicle"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "account": _("Online account"),
    "document": _("Document"),
    "property": _("Property"),
    "location": _("Location"),
    "event": _("Event"),
}
NAMED_BY: Mapping[str, tuple[str, ...]] = {
    "person": ("given_name", "surname", "alias"),
    "organisation": ("business_name", "trading_name"),
    "vehicle": ("vrm", "colour", "make", "model"),
    "phone": ("telephone",),
    "email": ("email",),
    "account": ("handle", "platform", "url"),
    "document": ("document_type", "document_number"),
    "property": ("category", "serial"),
    "location": ("premises", "street", "town", "postcode", "area"),
    "event": ("category", "on"),
}
"""Which attributes make the line that stands for a record, in their order."""


@cache
def attributes(kind: str) -> Mapping[str, Code]:
    """Return what can be known of a kind, by the attribute's name, in the order of a form."""
    return {
        one.facts["field"]: one
        for one in codes("pole_attributes").values()
        if one.facts["kind"] in (kind, "*")
    }


@cache
def links(a: str, b: str) -> tuple[Code, ...]:
    """Return the links that may lead from a record of kind `a` to one of kind `b`."""
    return tuple(
        one for one in codes("pole_links").values() if a in one.facts["a"] and b in one.facts["b"]
    )


def does_protect(code: Code, side: str) -> bool:
    """Say whether a link protects the person on a side, "a" or "b"."""
    return side in str(code.facts.get("protects", ""))
