"""What the desk's base page needs from us: the script of the idle lock."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("people/parts/lock.html", takes_context=True)
def idle_lock(context: template.Context) -> dict[str, Any]:
    """Render the idle lock's script on the pages of an officer whose key is open, else nothing."""
    request = context.get("request")  # a page of failure is rendered without one
    if request is None or getattr(request, "unlocked", None) is None:
        return {"is_open": False}
    return {
        "is_open": True,
        "idle_seconds": settings.IDLE_LOCK_MINUTES * 60,
        "has_passkey": request.officer.passkeys.filter(unlocks=True).exists(),
    }
