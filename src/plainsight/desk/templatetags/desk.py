"""What the base page needs: the navigation of whoever is signed in."""

from __future__ import annotations

from typing import Any

from django import template

from plainsight.desk.navigation import entries_for
from plainsight.people.access import can
from plainsight.triage.alarms import alarms_for

register = template.Library()


@register.inclusion_tag("desk/parts/navigation.html", takes_context=True)
def desk_navigation(context: template.Context) -> dict[str, Any]:
    """Render the links that the signed-in officer may follow, with the present one marked."""
    request = context.get("request")  # a page about a failure may have none
    officer = getattr(request, "officer", None)
    if request is None or officer is None:
        return {"entries": [], "here": None}
    found = entries_for(officer)
    here = next((e.path for e in found if request.path.startswith(e.path)), None)
    entries = [(entry, entry.count(officer) if entry.count else 0) for entry in found]
    return {"entries": entries, "here": here}


@register.inclusion_tag("desk/parts/who.html", takes_context=True)
def desk_who(context: template.Context) -> dict[str, Any]:
    """Render who is signed in, and for those who have a key whether it is open."""
    request = context["request"]
    return {"request": request, "may_unlock": can(request.officer, "key.unlock")}


@register.inclusion_tag("desk/parts/alarm.html", takes_context=True)
def desk_alarm(context: template.Context) -> dict[str, Any]:
    """Render what the desk has to be told now, for those who may see the queue."""
    officer = getattr(context.get("request"), "officer", None)
    if officer is None or not can(officer, "report.list"):
        return {"hears": False}
    alarms = alarms_for(officer)
    return {"hears": True, "alarms": alarms, "is_loud": any(one.is_loud for one in alarms)}
