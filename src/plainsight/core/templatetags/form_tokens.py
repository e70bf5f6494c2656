"""`{% form_token "purpose" %}`: the hidden field with a new signed form token."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plainsight.core import formtokens

register = template.Library()


@register.simple_tag
def form_token(purpose: str) -> SafeString:
    """Return a hidden field that carries a new token for this purpose."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', formtokens.FIELD, formtokens.issue(purpose)
    )
