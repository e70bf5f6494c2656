"""How a page says no: beside the field it concerns, or as JSON to our own scripts."""

from __future__ import annotations

import json
from typing import Any

from django.forms import Form
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from plainsight.people.errors import NotAccepted, TooMany

NOT_PROCESSED = 422
TOO_MANY = 429
BAD = 400


def words_of(error: Exception) -> str:
    """Return what a person is told: how long to wait, or the error's own words."""
    if isinstance(error, TooMany):
        return _("Too many attempts. Wait ten minutes, or use a passkey.")
    return str(error)


def wrong(form: Form, field: str | None, error: Exception) -> None:
    """Put a service's refusal beside a field of the form (None: above all fields)."""
    form.add_error(field, words_of(error))


def status_of(form: Form) -> int:
    """Return 200 for a form without errors, 422 for one that is shown again."""
    return NOT_PROCESSED if form.errors else 200


def refusal(error: Exception) -> JsonResponse:
    """Return a service's refusal to our own script."""
    status = TOO_MANY if isinstance(error, TooMany) else BAD
    return JsonResponse({"error": words_of(error)}, status=status)


def sent_json(request: HttpRequest) -> dict[str, Any]:
    """Return the object that our script sent. Raises NotAccepted for anything else."""
    try:
        sent = json.loads(request.body)
    except ValueError:
        sent = None
    if not isinstance(sent, dict):
        raise NotAccepted(_("The browser sent something that is not understood."))
    return sent
