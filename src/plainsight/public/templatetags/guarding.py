"""`{% guard "purpose" %}`: what a form carries so that `public.guarding` can check it."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from plainsight.core import formtokens
from plainsight.public.guarding import TRAP

register = template.Library()


@register.simple_tag
def guard(purpose: str) -> SafeString:
    """Return a new token for this purpose, and the box that stays empty.

    The box is out of sight, out of the Tab order and hidden from screen readers. A browser
    without styles shows it, with its label.
    """
    return format_html(
        '<input type="hidden" name="{}" value="{}">'
        '<p class="away" aria-hidden="true"><label>{} '
        '<input name="{}" tabindex="-1" autocomplete="off"></label></p>',
        formtokens.FIELD,
        formtokens.issue(purpose),
        gettext("Leave this box empty"),
        TRAP,
    )
