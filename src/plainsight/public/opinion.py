"""What somebody thinks of the site: a word to choose, a box to write in, both optional."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plainsight.feedback.pages import PAGES, RATINGS
from plainsight.feedback.sending import LONGEST


class Opinion(forms.Form):
    """Something must be said, in either way. The page that it is about is nobody's duty to name."""

    rating = forms.TypedChoiceField(
        label=_("How was it to use this site?"),
        choices=list(RATINGS.items()),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the five words, or none.")},
    )
    text = forms.CharField(
        label=_("What would you like to tell us?"),
        help_text=_(
            "Please leave out names and phone numbers. You do not have to say who you are."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea,
        error_messages={
            "max_length": _(
                "Make it shorter: at most %(limit_value)d letters. It has %(show_value)d."
            ),
        },
    )
    page = forms.CharField(required=False, max_length=20)

    def clean_page(self) -> str:
        """Keep the name of a known page, and nothing else."""
        page = str(self.cleaned_data["page"])
        return page if page in PAGES else ""

    def clean(self) -> None:
        """Ask for something when nothing was said."""
        super().clean()
        said = self.cleaned_data
        if not self.errors and not said.get("text") and said.get("rating") is None:
            self.add_error("text", gettext("Choose a word above, or write something here."))
