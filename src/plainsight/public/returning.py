"""The forms of the messages: the code, and the answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intake.messages import LONGEST
from plainsight.public.forms import long_text


class ReturnCode(forms.Form):
    """The box into which a return code is typed, pasted or filled by a password manager."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Your code"),
        max_length=200,
        help_text=_("Twenty letters and numbers. Small letters and gaps do not matter."),
        widget=forms.TextInput(attrs={"class": "short", "autocapitalize": "characters"}),
        error_messages={"required": _("Type your code.")},
    )


class Answer(forms.Form):
    """A message to the desk."""

    use_required_attribute = False
    text = long_text(
        _("Your message"),
        LONGEST,
        error_messages={"required": _("Write your message first.")},
    )
    keep = forms.BooleanField(label=_("Show me these messages again next time"), required=False)
