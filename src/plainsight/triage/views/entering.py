"""Pages for what comes by a call, a letter or a visit: the channel, the form, the reference.

They ask for no open key: sealing needs none, and somebody who calls at night cannot wait for one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid5

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from plainsight.codes.lists import Code
from plainsight.core.formtokens import FIELD, FormToken, FormTokenError, verify
from plainsight.intake.answers import FileNote
from plainsight.intake.entering import file_key, new_key
from plainsight.people.decorators import DeskRequest, access
from plainsight.people.errors import NotNow
from plainsight.people.models import Officer
from plainsight.triage.arriving import Arrived, drop, receive
from plainsight.triage.forms.entering import EntryForm, NamedEntryForm
from plainsight.triage.queries import report_for
from plainsight.triage.services.enter_report import (
    Entered,
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
    if request.method == "POST":
        return _taken(request, found)
    return _page(request, found, _form(found))


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


def _taken(request: DeskRequest, channel: Code) -> HttpResponse:
    """Enter what is whole; show the form again otherwise. Files are sealed before it is read."""
    key = new_key()
    arrived = receive(request, partial(file_key, key))
    form = _form(channel, request.POST)
    for problem in arrived.problems if "file" in form.fields else ():
        form.add_error("file", problem)
    if not form.is_valid():
        return _again(request, channel, form, arrived)
    try:
        token = verify(request.POST.get(FIELD, ""), _purpose(channel))
        done = _entered(request.officer, channel, form, arrived, token, key)
    except FormTokenError:
        form.add_error(None, _("This page was open for too long. Read it again, then send."))
    except NotNow as error:
        form.add_error(None, str(error))
    else:
        return redirect(f"/reports/{done.report.id}/entered/")
    return _again(request, channel, form, arrived)


def _entered(
    officer: Officer, channel: Code, form: EntryForm, arrived: Arrived, token: FormToken, key: bytes
) -> Entered:
    """Enter the report with its files; they are dropped if it is not made, or was before."""
    notes = arrived.keep() if "file" in form.fields else ()
    is_new = False
    try:
        done = enter_report(
            officer=officer,
            report_id=_named(token, form, notes),
            channel=channel.code,
            received_at=form.cleaned_data["received"],
            answers=replace(form.answers(), files=notes),
            key=key,
        )
        is_new = done.is_new
    finally:
        if not is_new:
            drop(notes)
    return done


def _form(channel: Code, *given: QueryDict) -> EntryForm:
    kind = EntryForm if is_anonymous(channel.code) else NamedEntryForm
    return kind(channel.code, *given)


def _again(request: DeskRequest, channel: Code, form: EntryForm, arrived: Arrived) -> HttpResponse:
    if arrived.uploads and "file" in form.fields:
        form.add_error("file", _("Choose the files again: a browser does not keep them."))
    return _page(request, channel, form, NOT_PROCESSED)


def _page(request: DeskRequest, channel: Code, form: EntryForm, status: int = 200) -> HttpResponse:
    shown = {
        "channel": channel,
        "form": form,
        "purpose": _purpose(channel),
        "is_anonymous": is_anonymous(channel.code),
    }
    return render(request, "triage/enter_form.html", shown, status=status)


def _named(token: FormToken, form: EntryForm, notes: tuple[FileNote, ...]) -> UUID:
    """Return the id of what a form says: sent twice it is one report, changed it is another.

    So nothing is lost when somebody goes back, adds a word and sends again; the two are merged.
    """
    said = [form.cleaned_data["received"].isoformat(), form.answers().encode().decode()]
    return uuid5(token.nonce, " ".join([*said, *(note.sha256 for note in notes)]))


def _purpose(channel: Code) -> str:
    return f"enter:{channel.code}"
