"""An officer's own views of the queue: keeping one, removing one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.triage.naming import ViewForm
from plainsight.triage.services.saved_views import remove_view, save_view
from plainsight.triage.view import View
from plainsight.triage.views.queue import NOT_PROCESSED, queue_page


@access("view.own")
@require_POST
def keep(request: DeskRequest) -> HttpResponse:
    """Keep the view that the form was sent from; what was typed stays when it is not right."""
    form = ViewForm(request.POST)
    view = View.of(request.officer, request.POST.get("query", ""))
    if form.is_valid():
        try:
            save_view(officer=request.officer, name=form.cleaned_data["name"], query=view.query)
        except NotNow as error:
            form.add_error("name", str(error))
        else:
            return redirect(f"/reports/?{view.query}")
    return queue_page(request, view, naming=form, status=NOT_PROCESSED)


@access("view.own")
@require_POST
def remove(request: DeskRequest, view_id: UUID) -> HttpResponse:
    """Let a view go and show the plain queue."""
    remove_view(officer=request.officer, view_id=view_id)
    return redirect("/reports/")
