"""Passkeys by our own enrolment: user verification is required and PRF asked for.

allauth's does neither. One fixed input goes into every PRF, because at sign-in nobody has said
yet who they are; each credential still gives its own secret for it.
"""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from plainsight.core.clock import now
from plainsight.people.errors import NotAccepted
from plainsight.people.models import Officer, Passkey

STATE = "passkey ceremony"
STATE_SECONDS = 5 * 60
PRF_BYTES = 32
PRF_INPUT = hashlib.sha256(b"plainsight desk: unlock by passkey, 1").digest()
EXTENSIONS = {"prf": {"eval": {"first": websafe_encode(PRF_INPUT)}}}
_REQUIRED = UserVerificationRequirement.REQUIRED


def begin_enrolment(request: HttpRequest, officer: Officer) -> dict[str, Any]:
    """Return the options with which a browser makes a new passkey for this officer."""
    user = PublicKeyCredentialUserEntity(
        id=officer.id.bytes, name=officer.username, display_name=officer.name
    )
    options, state = _server().register_begin(
        user,
        [AttestedCredentialData(bytes(own.credential)) for own in officer.passkeys.all()],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=_REQUIRED,
        extensions=EXTENSIONS,
    )
    _remember(request, state, "enrol")
    return dict(options)


def finish_enrolment(
    request: HttpRequest, officer: Officer, *, name: str, answer: Mapping[str, Any]
) -> Passkey:
    """Store the passkey that a browser made. Raises NotAccepted for any answer but a right one."""
    state = _recall(request, "enrol")
    try:
        made = _server().register_complete(state, RegistrationResponse.from_dict(answer))
        credential = AttestedCredentialData(bytes(made.credential_data or b""))
    except (ValueError, TypeError, KeyError) as error:
        raise NotAccepted(_("The passkey could not be checked. Try again.")) from error
    return Passkey.objects.create(
        officer=officer,
        name=name[:60] or _("Passkey"),
        credential_id=credential.credential_id,
        credential=bytes(credential),
        signature_count=made.counter,
    )


def begin_use(request: HttpRequest, officer: Officer | None) -> dict[str, Any]:
    """Return the options with which a browser shows a passkey: this officer's, or anybody's."""
    own = officer.passkeys.all() if officer else []
    options, state = _server().authenticate_begin(
        [AttestedCredentialData(bytes(one.credential)) for one in own] or None,
        user_verification=_REQUIRED,
        extensions=EXTENSIONS,
    )
    _remember(request, state, "use")
    return dict(options)


@transaction.atomic
def finish_use(request: HttpRequest, answer: Mapping[str, Any]) -> Passkey:
    """Return the passkey that was shown. Raises NotAccepted for any answer but a right one."""
    state = _recall(request, "use")
    try:
        shown = AuthenticationResponse.from_dict(answer)
        passkey = (
            Passkey.objects.select_for_update(of=("self",))
            .select_related("officer")
            .get(credential_id=shown.raw_id, officer__is_active=True)
        )
        credential = AttestedCredentialData(bytes(passkey.credential))
        _server().authenticate_complete(state, [credential], shown)
    except (ValueError, TypeError, KeyError, Passkey.DoesNotExist) as error:
        raise NotAccepted(_("That passkey is not known here.")) from error
    count = shown.response.authenticator_data.counter
    if (count or passkey.signature_count) and count <= passkey.signature_count:
        raise NotAccepted(_("That passkey seems to have been copied. Tell your administrator."))
    passkey.signature_count, passkey.last_used_at = count, now()
    passkey.save(update_fields=["signature_count", "last_used_at"])
    return passkey


def prf_secret(sent: object) -> bytes | None:
    """Return the 32 bytes that a browser's PRF gave, or None when there are none."""
    if not isinstance(sent, str):
        return None
    try:
        secret = base64.urlsafe_b64decode(sent + "=" * (-len(sent) % 4))
    except ValueError:
        return None
    return secret if len(secret) == PRF_BYTES else None


def _server() -> Fido2Server:
    host = urlsplit(settings.OWN_ORIGIN).hostname or ""
    entity = PublicKeyCredentialRpEntity(id=host, name="Plainsight")
    return Fido2Server(entity, verify_origin=lambda origin: origin == settings.OWN_ORIGIN)


def _remember(request: HttpRequest, state: Any, what: str) -> None:
    kept = {**state, "user_verification": str(state["user_verification"])}
    request.session[STATE] = {"state": kept, "what": what, "at": int(time.time())}


def _recall(request: HttpRequest, what: str) -> Any:
    """Return a ceremony's state, once. Raises NotAccepted when there is none for this."""
    kept = request.session.pop(STATE, None)
    if not kept or kept["what"] != what or time.time() - kept["at"] > STATE_SECONDS:
        raise NotAccepted(_("That took too long. Try again."))
    return kept["state"]
