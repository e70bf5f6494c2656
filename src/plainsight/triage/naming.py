"""What an officer gives to keep a view of the queue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.triage.models import SavedView


class ViewForm(forms.Form):
    """A name, and the query of the address that it stands for."""

    name = forms.CharField(
        label=_("Name of this view"),
        help_text=_("What you look for, such as “Not graded, Romanian”. Name no person."),
        max_length=SavedView._meta.get_field("name").max_length,  # noqa: SLF001 (documented)
        widget=forms.TextInput({"class": "govuk-input--width-20"}),
        error_messages={
            "required": _("Give the view a name."),
            "max_length": _("A name has at most %(limit_value)d characters."),
        },
    )
    query = forms.CharField(
        required=False,
        max_length=SavedView._meta.get_field("query").max_length,  # noqa: SLF001 (documented)
        widget=forms.HiddenInput,
    )
