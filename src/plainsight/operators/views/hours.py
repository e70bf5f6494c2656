"""The chat's hours and holidays, for supervisors."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from plainsight.chat.models import Closure, Hours
from plainsight.codes.holidays import bank_holidays
from plainsight.core.clock import now
from plainsight.operators.services.hours import LAST, close_on, open_on, set_hours
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow

NOT_PROCESSED = 422
A_YEAR = timedelta(days=365)


class DayForm(forms.Form):
    """One day's hours."""

    use_required_attribute = False
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Day"), choices=[(n, WEEKDAYS[n]) for n in range(7)], coerce=int
    )
    opens = forms.TimeField(
        label=gettext_lazy("Opens"),
        required=False,
        help_text=gettext_lazy("Such as 08:00. Leave it empty to close the day."),
    )
    closes = forms.TimeField(
        label=gettext_lazy("Closes"),
        required=False,
        help_text=gettext_lazy("Leave it empty to stay open until midnight."),
    )


class ClosureForm(forms.Form):
    """A day on which there is no chat."""

    use_required_attribute = False
    day = forms.DateField(label=gettext_lazy("Day"), help_text=gettext_lazy("Such as 2026-12-25."))
    words = forms.CharField(label=gettext_lazy("Reason, as visitors read it"), max_length=80)


@access("chat.hours")
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: DeskRequest) -> HttpResponse:
    """Show the week and the closed days, and change them."""
    if request.method != "POST":
        return _page(request)
    kind = request.POST.get("kind", "")
    form: forms.Form = ClosureForm(request.POST) if kind == "close" else DayForm(request.POST)
    if kind == "open":
        return _opened(request)
    name = "closing" if kind == "close" else "day"
    if not form.is_valid():
        return _page(request, {name: form}, NOT_PROCESSED)
    try:
        if kind == "close":
            close_on(request.officer, **form.cleaned_data)
        else:
            set_hours(request.officer, **form.cleaned_data)
    except NotNow as refusal:
        form.add_error(None, str(refusal))
        return _page(request, {name: form}, NOT_PROCESSED)
    messages.success(request, _("Changed. The public site says so at once."))
    return redirect("/chat/hours/")


def _opened(request: DeskRequest) -> HttpResponse:
    try:
        day = forms.DateField().clean(request.POST.get("day", ""))
    except forms.ValidationError:
        return _page(request, status=NOT_PROCESSED)
    open_on(request.officer, day=day)
    return redirect("/chat/hours/")


def _page(
    request: DeskRequest, more: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    held: dict[int, list[Any]] = {}
    for one in Hours.objects.order_by("weekday", "opens"):
        held.setdefault(one.weekday, []).append(one)
    today = now().date()
    closed = Closure.objects.filter(day__gte=today).order_by("day")
    taken = {one.day for one in closed}
    coming = bank_holidays(today, today + A_YEAR)
    shown = {
        "week": [(WEEKDAYS[n], held.get(n, [])) for n in range(7)],
        "last": LAST,
        "closures": closed,
        "holidays": [(day, name) for day, name in coming if day not in taken],
        "day": DayForm(),
        "closing": ClosureForm(),
    }
    return render(request, "operators/hours.html", shown | (more or {}), status=status)
