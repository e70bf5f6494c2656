"""What an officer looks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.triage.sought import MOST_TERMS, Sought


class SearchForm(forms.Form):
    """Words to look for in the sealed reports. Sent by POST: they stand in no address."""

    words = forms.CharField(
        label=_("Words to look for"),
        max_length=200,
        help_text=_(
            "Several words must all be there. A phrase goes in quotation marks. Telephone numbers "
            "and number plates match however they are spaced."
        ),
        error_messages={
            "required": _("Write what to look for."),
            "max_length": _("Look for less at once: at most %(limit_value)d characters."),
        },
    )

    def clean_words(self) -> str:
        """Refuse what leaves nothing to look for."""
        typed: str = self.cleaned_data["words"]
        try:
            Sought.parse(typed)
        except ValueError:
            raise forms.ValidationError(
                _("Write one to %(most)d words of two letters or more.") % {"most": MOST_TERMS}
            ) from None
        return typed
