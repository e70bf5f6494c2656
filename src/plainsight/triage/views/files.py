"""What is done with one file of a report: taking the original, looking at a copy, locking it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import wraps
from typing import Concatenate
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from plainsight.files.errors import NoSuchFile
from plainsight.files.refusal import CopyRefused
from plainsight.files.scan import Verdict
from plainsight.files.serve import sealed_download
from plainsight.files.viewing import Stopped
from plainsight.people.decorators import DeskRequest, access, key_of
from plainsight.people.errors import NotNow
from plainsight.triage.forms.asking import LiftForm, LockForm
from plainsight.triage.services import (
    CopiedFile,
    WarnFirst,
    copy_file,
    lift_lock,
    lock_file,
    take_file,
)
from plainsight.triage.views.report import sealed_page
from plainsight.vault.errors import VaultError

NOT_YET = 409

View = Callable[Concatenate[DeskRequest, UUID, UUID, ...], HttpResponseBase]

WHY_NO_COPY: dict[str, str | Promise] = {
    "damaged": gettext_lazy("The file is damaged, or is not what it says. No copy can be made."),
    "too_large": gettext_lazy("The file is too large to copy: in bytes, in pages or in dots."),
    "password": gettext_lazy("The document needs a password. No copy can be made."),
    "unclean": gettext_lazy("The document cannot be cleaned for certain. No copy is made."),
    "unsupported": gettext_lazy("There are no viewing copies of files of this kind."),
    "slow": gettext_lazy("Making the copy took too long and was stopped."),
    "busy": gettext_lazy("Other copies are being made. Try again in a moment."),
    "infected": gettext_lazy("The virus scanner found something in this file. No copy is made."),
    "away": gettext_lazy("The virus scanner did not answer. No copy is made until it does."),
}


def _answering(view: View) -> View:
    """Turn what goes wrong with a file into a line on the report's page, or a page of its own."""

    @wraps(view)
    def answered(
        request: DeskRequest, report_id: UUID, file_id: UUID, **more: object
    ) -> HttpResponseBase:
        try:
            return view(request, report_id, file_id, **more)
        except WarnFirst as warning:
            return _warning_page(request, report_id, file_id, warning)
        except CopyRefused as refusal:
            why = WHY_NO_COPY.get(refusal.why, WHY_NO_COPY["damaged"])
        except NoSuchFile:
            why = _("The file is not in the store. Tell a supervisor.")
        except Stopped:
            why = _("The file was locked while the copy was made. There is no copy.")
        except NotNow as refusal:
            why = str(refusal)
        except VaultError as error:
            return sealed_page(request, report_id, error)
        messages.error(request, str(why))
        return redirect(f"/reports/{report_id}/#files")

    return answered


@access("report.download", unlocked=True)
@require_POST
@_answering
def original(request: DeskRequest, report_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Hand over the original of a file, unsealed on its way, as an attachment."""
    taken = take_file(
        officer=request.officer,
        unlocked=key_of(request),
        report_id=report_id,
        file_id=file_id,
        warned_of=request.POST.get("warned_of", ""),
    )
    note = taken.note
    answer = sealed_download(
        file_id,
        taken.key,
        media_type=note.type,
        size=note.size,
        number=taken.number,
        sha256=note.sha256,
        may_go_on=taken.may_go_on,
    )
    said = _("File %(number)d was handed over. Its hash matches what was received.")
    messages.success(request, said % {"number": taken.number})
    return answer


@access("file.copy", unlocked=True)
@require_POST
@_answering
def copy(request: DeskRequest, report_id: UUID, file_id: UUID) -> HttpResponse:
    """Show a viewing copy: a picture on a page, blurred first; a cleaned document as a download."""
    copied = copy_file(
        officer=request.officer, unlocked=key_of(request), report_id=report_id, file_id=file_id
    )
    if not copied.copy.is_picture:
        return _paper(copied)
    context = {
        "reference": copied.reference,
        "number": copied.number,
        "report_id": report_id,
        "file_id": file_id,
        "blurred": _inside(copied.copy.blurred or b""),
        "clear": _inside(copied.copy.clear),
        "lock_form": LockForm(),
    }
    return render(request, "triage/copy.html", context)


@access("file.lock", unlocked=True)
@require_POST
@_answering
def lock(request: DeskRequest, report_id: UUID, file_id: UUID) -> HttpResponse:
    """Lock a file that may show child abuse; a reason that is too long does not stop that."""
    form = LockForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else form.data.get("reason", "")[:1000]
    lock_file(
        officer=request.officer,
        unlocked=key_of(request),
        report_id=report_id,
        file_id=file_id,
        reason=reason,
    )
    messages.success(request, _("The file is locked. Tell a supervisor, and look after yourself."))
    return redirect(f"/reports/{report_id}/#files")


@access("file.lift_lock", unlocked=True)
@require_POST
@_answering
def lift(request: DeskRequest, report_id: UUID, file_id: UUID) -> HttpResponse:
    """Lift a lock, with a reason."""
    form = LiftForm(request.POST)
    if not form.is_valid():
        raise NotNow(" ".join(str(line) for line in form.errors["reason"]))
    lift_lock(
        officer=request.officer,
        unlocked=key_of(request),
        report_id=report_id,
        file_id=file_id,
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, _("The lock is lifted."))
    return redirect(f"/reports/{report_id}/#files")


def _warning_page(
    request: DeskRequest, report_id: UUID, file_id: UUID, warning: WarnFirst
) -> HttpResponse:
    context = {
        "why": str(warning),
        "verdict": warning.verdict.value,
        "is_infected": warning.verdict is Verdict.INFECTED,
        "report_id": report_id,
        "file_id": file_id,
    }
    return render(request, "triage/warning.html", context, status=NOT_YET)


def _paper(copied: CopiedFile) -> HttpResponse:
    answer = HttpResponse(copied.copy.clear, content_type="application/pdf")
    name = f"copy-{copied.number}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _inside(jpeg: bytes) -> str:
    """Return the picture as it stands in the page itself: there is no address to come back to."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"
