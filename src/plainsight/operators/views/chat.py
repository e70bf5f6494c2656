"""One chat at the desk. Whatever shows its content goes through `open_chat`, which logs it."""

from __future__ import annotations

import logging
from itertools import groupby
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from plainsight.codes.phrases import GROUPS, language_of, languages, phrases, wording
from plainsight.operators.forms import (
    BlockForm,
    HandOverForm,
    InterpreterForm,
    NoteForm,
    SayForm,
    SlowForm,
)
from plainsight.operators.queries import colleagues, seats
from plainsight.operators.services.finding import Acting
from plainsight.operators.services.interpreting import places
from plainsight.operators.services.talking import OpenedChat, open_chat
from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.vault.errors import VaultError

SEALED = 409
BY_ITSELF = "X-By-Itself"
log = logging.getLogger(__name__)


@access("chat.list", unlocked=True)
@require_GET
def shown(request: DeskRequest, chat_id: UUID) -> HttpResponse:
    """Show a chat with all that was said."""
    return chat_page(request, chat_id)


def chat_page(
    request: DeskRequest, chat_id: UUID, *, status: int = 200, problem: str = "", **forms: object
) -> HttpResponse:
    """Open the chat for this officer and return its page, with forms that were not taken."""
    acting = Acting(request.officer, chat_id)
    try:
        opened = open_chat(acting, unlocked=key_of(request))
    except VaultError as error:
        log.error("a chat does not open: %s", type(error).__name__)  # noqa: TRY400 (no content)
        return render(request, "operators/sealed.html", status=SEALED)
    there = colleagues(request.officer)
    mine = [one for one in seats(request.officer) if one.is_mine or one.chat.pk == chat_id]
    language = request.GET.get("language", "") or opened.chat.language
    context = {
        "opened": opened,
        "chat": opened.chat,
        "problem": problem,
        "say": SayForm.fresh(),
        "note": NoteForm(),
        "hand_over": HandOverForm(colleagues=there),
        "slow": SlowForm(initial={"seconds": opened.chat.slow_s}),
        "blocking": BlockForm(),
        "interpreter": InterpreterForm(initial={"language": opened.chat.language}),
        "places": places(chat_id),
        "others": [one for one in mine if one.is_mine],
        "seat": next((one for one in mine if one.chat.pk == chat_id), None),
        "may_hold": can(request.officer, "chat.hold", opened.chat),
        "may_supervise": can(request.officer, "chat.supervise", opened.chat),
        "book": book(language),
        "language": language_of(language),
        "languages": languages(),
    }
    return render(request, "operators/chat.html", context | forms, status=status)


@access("chat.list", unlocked=True)
@require_GET
def after(request: DeskRequest, chat_id: UUID) -> HttpResponse:
    """Give the rows after a number to a page that asks by itself, and how the chat stands."""
    number = request.GET.get("after", "")
    from_seq = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0  # noqa: PLR2004 (more than any log has)
    opened = open_chat(Acting(request.officer, chat_id), unlocked=key_of(request), after=from_seq)
    response = render(request, "operators/rows.html", {"opened": opened, "chat": opened.chat})
    response["X-Last"], response["X-State"] = str(opened.last), _state(opened)
    return response


def _state(opened: OpenedChat) -> str:
    """Return all that makes the page around the log another one."""
    chat = opened.chat
    left = "left" if chat.left_at else "here"
    return f"{chat.state} {left} {chat.notes} {chat.ended_by}"


def book(language: str) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    """Return the phrases by group: code, English, the same in the language, its review state."""
    found = []
    for group, members in groupby(phrases(), key=lambda one: one.group):
        said = [(one, wording(one.code, language)) for one in members]
        rows = [(one.code, one.english, w.text, w.review) for one, w in said if w]
        if rows:
            found.append((GROUPS[group], rows))
    return found
