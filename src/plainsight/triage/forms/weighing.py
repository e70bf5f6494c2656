"""THRIVE, the grade of response, and the decision on a crime."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.codes.lists import codes, valid_codes
from plainsight.core.clock import now
from plainsight.triage.forms.acting import LONGEST, NUMBER, ActForm, choices


class ThriveForm(ActForm):
    """A rating and words for each element, and a rating for the whole."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Make the fields of the list of elements."""
        super().__init__(*args, **options)
        for one in valid_codes("thrive_elements", now().date()):
            self.fields[f"rating_{one.code}"] = _rating(one.words, one.facts["required"])
            self.fields[f"words_{one.code}"] = forms.CharField(
                label=_("%(element)s in words") % {"element": one.words},
                help_text=one.facts["meaning"],
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea,
            )
        self.fields["rating_overall"] = _rating(_("All together"), required=True)

    def given(self) -> dict[str, Any]:
        """Return ratings and words by element."""
        said = self.cleaned_data
        names = [*codes("thrive_elements"), "overall"]
        return {
            "ratings": {name: said.get(f"rating_{name}", "") for name in names},
            "words": {name: said.get(f"words_{name}", "") for name in names[:-1]},
        }


class GradeForm(ActForm):
    """A grade of response and the reason for it."""

    grade = forms.ChoiceField(
        label=_("Grade"),
        widget=forms.RadioSelect,
        choices=lambda: choices("response_grades"),
        error_messages={"required": _("Choose a grade.")},
    )
    reason = forms.CharField(
        label=_("Why this grade"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Say why it is graded so.")},
    )


class CrimeForm(ActForm):
    """Whether a crime is recorded, under which number, or why not."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        choices=lambda: choices("crime_decisions"),
        error_messages={"required": _("Choose a decision.")},
    )
    number = forms.CharField(
        label=_("Crime or report number"),
        required=False,
        max_length=32,
        validators=[NUMBER],
        help_text=_("Where a crime or a report of modern slavery is recorded."),
    )
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea,
        help_text=_("Needed where there is no crime to record."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the number, or else for the reason."""
        said = super().clean() or {}
        code = codes("crime_decisions").get(said.get("decision", ""))
        if code is not None and code.facts["number"] and not said.get("number"):
            self.add_error("number", _("Give the number under which it was recorded."))
        if code is not None and not code.facts["number"] and not said.get("reason"):
            self.add_error("reason", _("Say why there is no crime to record."))
        return said


def _rating(words: Any, required: bool) -> forms.ChoiceField:  # noqa: FBT001 (the list's own fact)
    return forms.ChoiceField(
        label=words,
        required=required,
        choices=[("", _("Choose")), *choices("thrive_ratings")],
        error_messages={"required": _("Rate each element.")},
    )
