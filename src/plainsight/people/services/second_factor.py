"""The second factor: a code from an authenticator app, or a recovery code.

Secrets lie in allauth's table, sealed by `mfa.DeskMFAAdapter`. A code counts once, which is
kept in the database, so that it also holds across processes.
"""

from __future__ import annotations

import time

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction
from django.utils.translation import gettext as _

from plainsight.people.errors import NotAccepted, NotNow
from plainsight.people.models import Officer
from plainsight.people.services.noting import note

PERIOD_S = 30
DRIFT_PERIODS = 1
APP = Authenticator.Type.TOTP
RECOVERY = Authenticator.Type.RECOVERY_CODES


def new_code_secret() -> str:
    """Return a new secret for an authenticator app: 160 random bits in base 32."""
    return str(generate_totp_secret())


def has_second_factor(officer: Officer) -> bool:
    """Say whether the officer has an authenticator app or a passkey."""
    return (
        Authenticator.objects.filter(user=officer, type=APP).exists() or officer.passkeys.exists()
    )


@transaction.atomic
def confirm_app(officer: Officer, *, secret: str, code: str) -> None:
    """Take an authenticator app into use once it shows a right code for its new secret.

    Raises NotAccepted for a wrong code, NotNow when there is an app already.
    """
    if Authenticator.objects.filter(user=officer, type=APP).exists():
        raise NotNow(_("You have an authenticator app already. Remove it first."))
    counter = _matching_counter(secret, code)
    if counter is None:
        raise NotAccepted(_("The code is not right. Check the app and your device's clock."))
    _store(officer, secret, counter)
    note("second_factor.added", by=officer, about=officer, factor="totp")


@transaction.atomic
def set_code_secret(officer: Officer, secret: str) -> None:
    """Give an officer a known authenticator secret: for the demo and for tests."""
    Authenticator.objects.filter(user=officer, type=APP).delete()
    _store(officer, secret, counter=0)
    note("second_factor.added", by=None, about=officer, factor="totp")


def current_code(username: str) -> str:
    """Return the code that the officer's authenticator app shows now: for the demo.

    Raises Officer.DoesNotExist, Authenticator.DoesNotExist.
    """
    officer = Officer.objects.get_by_natural_key(username)
    secret = decrypt(Authenticator.objects.get(user=officer, type=APP).data["secret"])
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD_S)))


@transaction.atomic
def accept_code(officer: Officer, code: str) -> str:
    """Check an app's code or a recovery code; return "totp" or "recovery_code".

    Raises NotAccepted for anything else, and for a code that was used before.
    """
    app = Authenticator.objects.select_for_update().filter(user=officer, type=APP).first()
    counter = _matching_counter(decrypt(app.data["secret"]), code) if app else None
    if app and counter is not None and counter > app.data.get("last_counter", 0):
        app.data["last_counter"] = counter
        app.save(update_fields=["data"])
        app.record_usage()
        return "totp"
    stored = Authenticator.objects.filter(user=officer, type=RECOVERY).first()
    recovery = RecoveryCodes(stored) if stored else None
    if recovery and recovery.validate_code(code):
        left = len(recovery.get_unused_codes())
        note("recovery_codes.used", by=officer, about=officer, left=left)
        return "recovery_code"
    raise NotAccepted(_("The code is not right, or was used already."))


@transaction.atomic
def remove_app(officer: Officer) -> None:
    """Stop using the authenticator app. Raises NotNow when it is the only second factor."""
    if not officer.passkeys.exists():
        raise NotNow(_("This is your only second factor. Add a passkey first."))
    Authenticator.objects.filter(user=officer, type=APP).delete()
    note("second_factor.removed", by=officer, about=officer, factor="totp")


@transaction.atomic
def make_recovery_codes(officer: Officer) -> list[str]:
    """Replace the officer's recovery codes; return the new ones, to be shown this once."""
    Authenticator.objects.filter(user=officer, type=RECOVERY).delete()
    made = RecoveryCodes.activate(officer)
    note("recovery_codes.made", by=officer, about=officer)
    return list(made.generate_codes())


def recovery_codes_left(officer: Officer) -> int:
    """Return how many recovery codes are unused."""
    stored = Authenticator.objects.filter(user=officer, type=RECOVERY).first()
    return len(RecoveryCodes(stored).get_unused_codes()) if stored else 0


def _store(officer: Officer, secret: str, counter: int) -> None:
    data = {"secret": encrypt(secret), "last_counter": counter}
    Authenticator.objects.create(user=officer, type=APP, data=data)


def _matching_counter(secret: str, code: str) -> int | None:
    now = int(time.time()) // PERIOD_S
    for counter in range(now - DRIFT_PERIODS, now + DRIFT_PERIODS + 1):
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return counter
    return None
