"""The forms of the messages: the code, the answer, and what else its holder may ask for."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intake.messages import LONGEST
from plainsight.public.forms import SafeContact, choice, long_text
from plainsight.public.forms.contact import HOW


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


class Withdraw(forms.Form):
    """A request that nothing more be done."""

    use_required_attribute = False
    text = long_text(
        _("Is there anything we should know?"),
        LONGEST,
        required=False,
        hint=_("You do not have to say why."),
    )


class NewContact(SafeContact):
    """Another way to be reached, or none any more."""

    how = choice(
        _("How may we contact you from now on?"),
        [("", _("Not at all, I will use my code")), *HOW[1:]],
    )


def client_id(nonce: UUID, *said: Any) -> UUID:
    """Return the id of what was sent with a form: sent twice it is one, changed it is another."""
    return uuid5(nonce, "\0".join(map(str, said)))
