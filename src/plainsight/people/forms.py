"""The forms of signing in, unlocking and one's own account. None shows a secret again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def secret(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    """Return a field for something that only the person knows, taken exactly as typed."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, strip=False, max_length=500, widget=widget, help_text=help_text
    )


class SignInForm(forms.Form):
    """The first factor."""

    username = forms.CharField(
        label=_("Username"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = secret(_("Password"), "current-password")


class CodeForm(forms.Form):
    """The second factor: the app's code or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        ),
    )


class PassphraseForm(forms.Form):
    """Unlocks."""

    passphrase = secret(_("Passphrase"), "off")


class NewPassphraseForm(forms.Form):
    """Chooses the passphrase that opens the officer's key."""

    passphrase = secret(
        _("Passphrase"),
        "off",
        _("At least 14 characters. Four or five words that nobody would guess are easy to type."),
    )
    again = secret(_("The same again"), "off")

    def clean(self) -> dict[str, Any] | None:
        """Refuse two different texts."""
        cleaned = super().clean()
        if cleaned and cleaned.get("passphrase") != cleaned.get("again"):
            self.add_error("again", _("The two are not the same."))
        return cleaned


class ConfirmForm(forms.Form):
    """Asks for the password again."""

    password = secret(_("Password"), "current-password")


class NewPasswordForm(forms.Form):
    """Changes the password."""

    password = secret(_("Present password"), "current-password")
    new_password = secret(
        _("New password"), "new-password", _("At least 12 characters, not one that is often used.")
    )
