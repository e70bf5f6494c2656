"""The forms of what is done with a report: mentions, watches, notes, passing on."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.intelligence.forms import LONGEST_TITLE, DayInput, words_field
from plainsight.intelligence.identifying import KINDS


class MentionForm(forms.Form):
    """Something that a report mentions, of a kind that can be matched."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("What it is"), choices=list(KINDS.items()))
    text = forms.CharField(
        label=_("As it is known"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Write what is mentioned.")},
    )


class WatchForm(MentionForm):
    """Something to hear of, why, and until when."""

    reason = words_field(_("Why"), required=True, error_messages={"required": _("Say why.")})
    until = forms.DateField(
        label=_("Until"),
        help_text=_("Within a year. It ends by itself."),
        widget=DayInput(format="%Y-%m-%d"),
        error_messages={"required": _("Say until when.")},
    )


class NoteForm(forms.Form):
    """Words for a step."""

    use_required_attribute = False
    note = words_field(_("Note"), required=True, error_messages={"required": _("Say why.")})


class DiscloseForm(forms.Form):
    """Who gets it, what of it, why, and on whose authority."""

    use_required_attribute = False
    to = forms.CharField(label=_("To whom"), max_length=LONGEST_TITLE)
    what = words_field(_("What of it"), required=True)
    why = words_field(_("Why they need it"), required=True)
    authority = forms.CharField(label=_("On whose authority"), max_length=LONGEST_TITLE)
    is_asked = forms.BooleanField(label=_("The originator was asked (S2)"), required=False)
