"""What an officer writes: to a reporter, and when locking a file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intake.messages import LONGEST

LONGEST_REASON = 1_000


class AskForm(forms.Form):
    """A question, and the pause before it: somebody else may be the one who reads it."""

    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text=_("One question at a time is easiest to answer. Plain words, no names."),
        error_messages={
            "required": _("Write what you want to ask."),
            "max_length": _("Make the message shorter: at most %(limit_value)d characters."),
        },
    )
    is_harmless = forms.BooleanField(
        label=_("I have read it once more. It would not harm them if somebody else read it."),
        error_messages={
            "required": _("Say that the message would not harm them if somebody else read it."),
        },
    )


class LockForm(forms.Form):
    """Why a file is locked, if somebody wants to say; it is sealed with the report."""

    reason = forms.CharField(
        label=_("Why, if you want to say"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("Do not look again to describe it."),
    )


class LiftForm(forms.Form):
    """Why a lock is lifted."""

    reason = forms.CharField(
        label=_("Why the lock is lifted"),
        max_length=LONGEST_REASON,
        error_messages={"required": _("Say why the lock is lifted.")},
    )
