"""What the frame of every page asks about choices: the banner, the size of text, the page."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from plainsight.public import choices, known

register = template.Library()


@register.inclusion_tag("public/parts/banner.html", takes_context=True)
def cookie_banner(context: Context) -> dict[str, Any]:
    """Render the question about cookies, or what became of the answer, or nothing."""
    request = context.get("request")  # a page about a failure may have none
    page = known.page_of(request) if request else ""
    if not page or request is None:
        return {"state": ""}
    signal, choice = choices.has_signal(request), choices.read(request)
    if "saved" in request.GET:
        state = "signal" if signal else "saved" if choice.is_made else "lost"
    else:
        state = "" if signal or choice.is_made or page == "cookies" else "ask"
    return {"state": state, "path": request.path, "request": request}


@register.simple_tag(takes_context=True)
def text_size(context: Context) -> str | SafeString:
    """Return what makes the text as large as it was asked for; mostly nothing."""
    request = context.get("request")
    size = choices.size(request) if request else choices.SIZES[0]
    return "" if size == choices.SIZES[0] else format_html(' data-size="{}"', size)


@register.simple_tag(takes_context=True)
def page_name(context: Context) -> str:
    """Return the name of a page that is not private, for the way to feedback; else nothing."""
    request = context.get("request")
    return known.page_of(request) if request else ""
