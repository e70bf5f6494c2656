"""What an officer writes to a reporter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intake.messages import LONGEST


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
