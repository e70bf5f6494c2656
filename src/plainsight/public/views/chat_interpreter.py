"""Where an interpreter joins a chat. The code is only ever posted: no address carries it here."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from plainsight.chat.joining import open_invitation
from plainsight.chat.visiting import ChatVisit
from plainsight.intake.errors import NotNow
from plainsight.public import chatting
from plainsight.public.answering import PUT_RIGHT, marked, not_now, once_more, onward

JOIN = "public/chat/join.html"


class JoiningCode(forms.Form):
    """The box for the one-time code."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("The code you were given"),
        max_length=200,
        help_text=_("Twenty letters and numbers. Small letters and gaps do not matter."),
        widget=forms.TextInput(
            attrs={"class": "short", "autocapitalize": "characters", "autocomplete": "off"}
        ),
        error_messages={"required": _("Type the code.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and lead into the chat that it is for.

    A browser that keeps no cookie is told so before its code is used up.
    """
    if request.method != "POST":
        return _page(request, JoiningCode())
    form = JoiningCode(request.POST)
    if not form.is_valid():
        return _page(request, form)
    if chatting.read(request) is None:
        if marked(request, "c"):
            return render(request, "public/no_cookies.html", status=PUT_RIGHT)
        response = once_more(request)
        chatting.keep(response, ChatVisit.new())
        return response
    return _joined(request, form)


def _joined(request: HttpRequest, form: JoiningCode) -> HttpResponse:
    """Use the code up, or say that it opens nothing, whatever the reason."""
    try:
        visit = open_invitation(form.cleaned_data["code"])
    except NotNow:
        return not_now(request, JOIN, {"form": form})
    if visit is None:
        form.add_error("code", gettext("This code opens nothing. Ask for a new one."))
        return _page(request, form)
    response = onward(request, "chat")
    chatting.keep(response, visit)
    return response


def _page(request: HttpRequest, form: JoiningCode) -> HttpResponse:
    return render(request, JOIN, {"form": form}, status=PUT_RIGHT if form.errors else 200)
