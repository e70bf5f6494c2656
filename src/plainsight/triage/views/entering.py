"""Pages for what comes by a call, a letter or a visit: the channel, the form, the reference.

They ask for no open key: sealing needs none, and somebody who calls at night cannot wait for one.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plainsight.codes.lists import Code
from plainsight.core.formtokens import FIELD, FormToken, FormTokenError, verify
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.triage.forms.entering import EntryForm, NamedEntryForm
from plainsight.triage.queries import report_for
from plainsight.triage.services.enter_report import (
    enter_report,
    entered_channel,
    entered_channels,
    is_anonymous,
)

NOT_PROCESSED = 422


@access("report.enter")
@require_GET
def choose(request: DeskRequest) -> HttpResponse:
    """Ask by which channel it came."""
    return render(request, "triage/enter.html", {"channels": entered_channels()})


@access("report.enter")
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: DeskRequest, channel: str) -> HttpResponse:
    """Take down what came by a channel; on any failure what was typed stays in the form."""
    found = entered_channel(channel)
    if found is None:
        raise Http404
    kind = EntryForm if is_anonymous(channel) else NamedEntryForm
    if request.method == "POST":
        return _taken(request, found, kind(channel, request.POST))
    return _page(request, found, kind(channel))


@access("report.enter")
@require_GET
def entered(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Say the reference of what was entered, and what is to be done next. Nothing is unsealed."""
    report = report_for(request.officer, report_id)
    return render(
        request,
        "triage/entered.html",
        {"report": report, "is_anonymous": is_anonymous(report.channel)},
    )


def _taken(request: DeskRequest, channel: Code, form: EntryForm) -> HttpResponse:
    """Enter what is whole; show the form again otherwise."""
    if not form.is_valid():
        return _page(request, channel, form, NOT_PROCESSED)
    try:
        token = verify(request.POST.get(FIELD, ""), _purpose(channel))
        done = enter_report(
            officer=request.officer,
            report_id=_named(token, form),
            channel=channel.code,
            received_at=form.cleaned_data["received"],
            answers=form.answers(),
        )
    except FormTokenError:
        form.add_error(None, _("This page was open for too long. Read it again, then send."))
    except NotNow as error:
        form.add_error(None, str(error))
    else:
        return redirect(f"/reports/{done.report.id}/entered/")
    return _page(request, channel, form, NOT_PROCESSED)


def _page(request: DeskRequest, channel: Code, form: EntryForm, status: int = 200) -> HttpResponse:
    shown = {
        "channel": channel,
        "form": form,
        "purpose": _purpose(channel),
        "is_anonymous": is_anonymous(channel.code),
    }
    return render(request, "triage/enter_form.html", shown, status=status)


def _named(token: FormToken, form: EntryForm) -> UUID:
    """Return the id of what a form says: sent twice it is one report, changed it is another.

    So nothing is lost when somebody goes back, adds a word and sends again; the two are merged.
    """
    said = form.answers().encode().decode()
    return uuid5(token.nonce, f"{form.cleaned_data['received'].isoformat()} {said}")


def _purpose(channel: Code) -> str:
    return f"enter:{channel.code}"
