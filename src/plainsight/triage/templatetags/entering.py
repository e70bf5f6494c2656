"""`box|sign_groups`: the signs of a form in their groups, with the ticks that stand."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.forms import BoundField

from plainsight.codes import indicators

register = template.Library()


@register.filter
def sign_groups(box: BoundField) -> Iterator[tuple[str, list[tuple[str, str, bool]], int]]:
    """Give each group's heading, its signs (id, words, whether ticked) and how many are ticked."""
    chosen = set(box.value() or ())
    for title, signs in indicators.signs_by_group(indicators.public_signs()):
        rows = [(sign.id, str(sign.text), sign.id in chosen) for sign in signs]
        yield title, rows, sum(ticked for *_rest, ticked in rows)
