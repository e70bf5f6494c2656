"""What an operator does in a chat: each act is sent from its page, and comes back to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plainsight.intake.messages import Said
from plainsight.operators.forms import BlockForm, HandOverForm, NoteForm, SayForm, SlowForm
from plainsight.operators.queries import colleagues
from plainsight.operators.services import blocking, ending, noting, taking, talking
from plainsight.operators.services.finding import Acting
from plainsight.operators.views import interpreting
from plainsight.operators.views.chat import chat_page
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow

NOT_PROCESSED = 422
Answer = HttpResponse | None


@access("chat.list", unlocked=True)
@require_POST
def act(request: DeskRequest, chat_id: UUID, name: str) -> HttpResponse:
    """Do one act; what cannot be done is said on the page, with all that was typed."""
    if name not in ACTS:
        raise Http404
    acting = Acting(request.officer, chat_id)
    try:
        answer = ACTS[name](request, acting)
    except NotNow as refusal:
        kept = {"say": SayForm(request.POST)} if name == "say" else {}
        return chat_page(request, chat_id, status=NOT_PROCESSED, problem=str(refusal), **kept)
    return answer or redirect(f"/chat/{chat_id}/#talk")


def _accept(request: DeskRequest, acting: Acting) -> Answer:
    del request
    taking.accept(acting)
    return None


def _say(request: DeskRequest, acting: Acting) -> Answer:
    form = SayForm(request.POST)
    if not form.is_valid():
        return chat_page(request, acting.chat_id, status=NOT_PROCESSED, say=form)
    text = form.cleaned_data["text"]
    named = uuid5(form.cleaned_data["client"], text)
    unlocked = key_of(request)
    talking.say(acting, unlocked=unlocked, client_id=named, said=Said("text", text))
    return None


def _phrase(request: DeskRequest, acting: Acting) -> Answer:
    said = talking.phrase(request.POST.get("phrase", ""), request.POST.get("language", ""))
    client = SayForm({"text": said.text, "client": request.POST.get("client", "")})
    if not client.is_valid():
        return chat_page(request, acting.chat_id, status=NOT_PROCESSED, say=client)
    named = uuid5(client.cleaned_data["client"], said.phrase)
    talking.say(acting, unlocked=key_of(request), client_id=named, said=said)
    return None


def _note(request: DeskRequest, acting: Acting) -> Answer:
    form = NoteForm(request.POST)
    if not form.is_valid():
        return chat_page(request, acting.chat_id, status=NOT_PROCESSED, note=form)
    noting.note(acting, unlocked=key_of(request), text=form.cleaned_data["note"])
    return None


def _hand_over(request: DeskRequest, acting: Acting) -> Answer:
    form = HandOverForm(request.POST, colleagues=colleagues(request.officer))
    if not form.is_valid():
        return chat_page(request, acting.chat_id, status=NOT_PROCESSED, hand_over=form)
    to = UUID(form.cleaned_data["to"]) if form.cleaned_data["to"] else None
    summary = form.cleaned_data["summary"]
    taking.hand_over(acting, unlocked=key_of(request), to=to, summary=summary)
    return None


def _slow(request: DeskRequest, acting: Acting) -> Answer:
    form = SlowForm(request.POST)
    if not form.is_valid():
        return chat_page(request, acting.chat_id, status=NOT_PROCESSED, slow=form)
    ending.slow(acting, seconds=form.cleaned_data["seconds"])
    return None


def _still(request: DeskRequest, acting: Acting) -> Answer:
    ending.still(acting, is_on=request.POST.get("on") == "yes")
    return None


def _end(request: DeskRequest, acting: Acting) -> Answer:
    del request
    ending.end(acting)
    return None


def _report(request: DeskRequest, acting: Acting) -> Answer:
    del request
    return redirect(f"/reports/{ending.make_report(acting)}/")


def _block(request: DeskRequest, acting: Acting) -> Answer:
    form = BlockForm(request.POST)
    if not form.is_valid():
        return chat_page(request, acting.chat_id, status=NOT_PROCESSED, blocking=form)
    reason = form.cleaned_data["reason"]
    blocking.ask_block(acting, unlocked=key_of(request), reason=reason)
    messages.success(request, _("Asked. A colleague finds it in the waiting room."))
    return None


def _withdraw(request: DeskRequest, acting: Acting) -> Answer:
    interpreting.withdraw(request, acting)
    return None


def _hold(request: DeskRequest, acting: Acting) -> Answer:
    ending.hold(acting, is_on=request.POST.get("on") == "yes")
    return None


ACTS: Mapping[str, Callable[[DeskRequest, Acting], Answer]] = MappingProxyType(
    {
        "accept": _accept,
        "say": _say,
        "phrase": _phrase,
        "note": _note,
        "hand-over": _hand_over,
        "interpreter": interpreting.invite,
        "withdraw": _withdraw,
        "block": _block,
        "slow": _slow,
        "still": _still,
        "end": _end,
        "report": _report,
        "hold": _hold,
    }
)
