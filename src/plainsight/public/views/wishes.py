"""What the holder of a code may ask for besides: to stop, and to be reached in another way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from plainsight.intake import conversations
from plainsight.intake.conversations import Visit
from plainsight.intake.errors import CodeUnknown, NotNow
from plainsight.public import guarding, visiting
from plainsight.public.answering import PUT_RIGHT, not_now, onward
from plainsight.public.returning import NewContact, ReturnCode, Withdraw, client_id
from plainsight.public.views import entering


@dataclass(frozen=True)
class Wish:
    """A page of the messages with one form. `purpose` is its guard's, `mark` what follows."""

    purpose: str
    template: str
    form: type[Form]
    mark: str
    act: Callable[[Visit, UUID, Any], None]


def _withdraw(visit: Visit, nonce: UUID, form: Withdraw) -> None:
    text = form.cleaned_data["text"]
    conversations.withdraw(visit, client_id=client_id(nonce, text), text=text)


def _change(visit: Visit, nonce: UUID, form: NewContact) -> None:
    contact = form.contact()
    named = client_id(nonce, *(getattr(contact, name) for name in form.names))
    conversations.change_contact(visit, client_id=named, contact=contact)


WITHDRAW = Wish("withdraw", "public/messages/withdraw.html", Withdraw, "asked", _withdraw)
CONTACT = Wish("contact", "public/messages/contact.html", NewContact, "changed", _change)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Ask that nothing more be done; say honestly what cannot be forgotten."""
    return _page(request, WITHDRAW)


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Say how to be reached from now on; what was said before is not shown."""
    return _page(request, CONTACT)


def _page(request: HttpRequest, wish: Wish) -> HttpResponse:
    visit, seen = visiting.read(request)
    if request.method == "POST":
        return _send(request, wish, visit, seen)
    if visit is None:
        return onward(request, "messages")
    response = render(request, wish.template, {"form": wish.form()})
    visiting.prolong(response, visit, seen)
    return response


def _send(
    request: HttpRequest, wish: Wish, visit: Visit | None, seen: visiting.Seen
) -> HttpResponse:
    """Do what is wished; take the code once more, beside what was typed, when the visit ran out."""
    form = wish.form(request.POST)
    shown: dict[str, Any] = {"form": form}
    try:
        if visit is None:
            visit, shown["code"] = entering.typed_for_visit(request)
        if visit is None:
            return render(request, wish.template, shown, status=PUT_RIGHT)
        shown.pop("code", None)
        shown["problem"] = _done(request, wish, visit, form)
    except CodeUnknown:
        code = ReturnCode()
        return render(request, wish.template, shown | {"code": code}, status=PUT_RIGHT)
    except NotNow:
        return not_now(request, wish.template, shown)
    if form.errors or shown["problem"]:
        response = render(request, wish.template, shown, status=PUT_RIGHT)
    else:
        response = onward(request, "messages", wish.mark)
    visiting.prolong(response, visit, seen)
    return response


def _done(request: HttpRequest, wish: Wish, visit: Visit, form: Form) -> str:
    """Act if the form is whole; return what is wrong with its guard."""
    if not form.is_valid():
        return ""
    checked = guarding.check(request, wish.purpose, spend=False)
    if checked.token:
        wish.act(visit, checked.token.nonce, form)
    return checked.problem
