"""One's own account: what is set up, the password, and the list of sessions."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from plainsight.people.access import can
from plainsight.people.decorators import DeskRequest, access, with_temporary_password
from plainsight.people.errors import NotAccepted, TooMany
from plainsight.people.forms import ConfirmForm, NewPasswordForm
from plainsight.people.kept import next_path
from plainsight.people.queries import fingerprint_of, has_app, is_member, sessions_of
from plainsight.people.services.password import change_password, confirm_password
from plainsight.people.services.second_factor import recovery_codes_left
from plainsight.people.services.sessions import end_all_sessions, end_session
from plainsight.people.views.answers import status_of, wrong


@access("account.own")
@require_safe
def account(request: DeskRequest) -> HttpResponse:
    """Show what the officer has set up, and where they are signed in."""
    officer = request.officer
    page = {
        "officer": officer,
        "roles": sorted(str(role.label) for role in officer.roles),
        "has_app": has_app(officer),
        "codes_left": recovery_codes_left(officer),
        "passkeys": officer.passkeys.all(),
        "may_learn": request.unlocked and officer.passkeys.filter(unlocks=False).exists(),
        "sessions": sessions_of(officer, request.session.session_key or ""),
        "has_key": can(officer, "key.unlock"),
        "fingerprint": fingerprint_of(officer),
        "is_member": is_member(officer),
    }
    return render(request, "people/account.html", page)


@with_temporary_password
@require_http_methods(["GET", "POST"])
def password(request: DeskRequest) -> HttpResponse:
    """Change the password; every other session ends."""
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            confirm_password(request, request.officer, given["password"])
            change_password(request, request.officer, new=given["new_password"])
        except (NotAccepted, TooMany) as error:
            wrong(form, "password", error)
        except ValidationError as error:
            form.add_error("new_password", error)
        else:
            messages.success(request, _("Your password is changed. Other sessions have ended."))
            return redirect("/account/")
    page = {"form": form, "is_temporary": request.officer.is_password_temporary}
    return render(request, "people/password.html", page, status=status_of(form))


@access("account.own")
@require_http_methods(["GET", "POST"])
def confirm(request: DeskRequest) -> HttpResponse:
    """Ask for the password again before something weighty."""
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_password(request, request.officer, form.cleaned_data["password"])
        except (NotAccepted, TooMany) as error:
            wrong(form, "password", error)
        else:
            return redirect(next_path(request))
    page = {"form": form, "next": next_path(request)}
    return render(request, "people/confirm.html", page, status=status_of(form))


@access("account.own")
@require_POST
def session_end(request: DeskRequest, session: int) -> HttpResponse:
    """End one of the officer's sessions."""
    end_session(request.officer, session)
    messages.success(request, _("That session has ended."))
    return redirect("/account/")


@access("account.own")
@require_POST
def sessions_end(request: DeskRequest) -> HttpResponse:
    """End all of the officer's sessions but this one."""
    end_all_sessions(request.officer, by=request.officer, except_key=request.session.session_key)
    messages.success(request, _("All other sessions have ended."))
    return redirect("/account/")
