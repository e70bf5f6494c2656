"""Inviting an interpreter from a chat's page: the code is on the answer, and nowhere else."""

from __future__ import annotations

from django.forms import UUIDField, ValidationError
from django.http import Http404, HttpResponse

from plainsight.operators.forms import InterpreterForm
from plainsight.operators.services import interpreting
from plainsight.operators.services.finding import Acting
from plainsight.operators.views.chat import chat_page
from plainsight.people.decorators import DeskRequest, key_of

NOT_PROCESSED = 422


def invite(request: DeskRequest, acting: Acting) -> HttpResponse:
    """Invite an interpreter and show their code, once."""
    form = InterpreterForm(request.POST)
    if not form.is_valid():
        return chat_page(request, acting.chat_id, status=NOT_PROCESSED, interpreter=form)
    language = form.cleaned_data["language"]
    invited = interpreting.invite(acting, unlocked=key_of(request), language=language)
    return chat_page(request, acting.chat_id, invited=invited)


def withdraw(request: DeskRequest, acting: Acting) -> None:
    """Withdraw an invitation, or take an interpreter out. Raises Http404 for no id at all."""
    try:
        invitation = UUIDField().clean(request.POST.get("invitation", ""))
    except ValidationError:
        raise Http404 from None
    interpreting.withdraw(acting, invitation=invitation)
