"""What the desk asks when somebody calls, writes or comes: the questions of the public site.

A form for an anonymous channel has no field for who it was, how they are reached, or whether it
happens to them; what is sent under such names is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plainsight.codes import indicators
from plainsight.intake.answers import FLAGS, LIMITS, MOST_SIGNS, TEXTS, Answers
from plainsight.triage.forms.moments import Moment, this_minute
from plainsight.triage.forms.reaching import ContactFields

ANSWERS = [
    ("yes", pgettext_lazy("answer", "Yes")),
    ("no", pgettext_lazy("answer", "No")),
    ("", _("Not said")),
]
SAID = {"yes": True, "no": False, "": None}
SOURCES: dict[str, Any] = {
    "999": _("Incident number and date"),
    "101": _("Incident number and date"),
    "crimestoppers": _("Reference number of Crimestoppers"),
    "agency": _("Which agency, and its reference"),
    "helpline": _("Reference of the helpline"),
}


def words(label: Any, limit: str, hint: Any = "", *, is_long: bool = True) -> forms.CharField:
    """Return a box for what somebody said; nobody has to fill it."""
    box = forms.CharField(
        label=label,
        help_text=hint,
        max_length=LIMITS[limit],
        required=False,
        widget=forms.Textarea if is_long else forms.TextInput,
        error_messages={"max_length": _("Make this shorter: at most %(limit_value)d characters.")},
    )
    box.widget.attrs.pop("maxlength", None)  # a browser that cuts a pasted text loses it
    return box


def choice(label: Any, hint: Any = "") -> forms.ChoiceField:
    """Return yes, no, or not said."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=ANSWERS, required=False, widget=forms.RadioSelect
    )


def languages() -> list[tuple[str, str]]:
    """Return the languages that may be named, by their English names."""
    named = [(code, str(one["name"])) for code, one in LANG_INFO.items() if "name" in one]
    fitting = [(code, name) for code, name in named if len(code) <= len("en-gb")]
    return sorted(fitting, key=lambda one: one[1])


class EntryForm(forms.Form):
    """One report, on one page: an officer types while somebody speaks."""

    use_required_attribute = False
    parts: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("How it came"), ("received", "source", "language")),
        (_("Danger"), ("danger_now", "under_18", "about_me")),
        (_("What they say"), ("what", "signs")),
        (_("Where and when"), ("address", "business", "directions", "when", "pattern")),
        (_("People"), ("exploited", "responsible")),
        (_("Vehicles, phones and adverts"), ("vehicles", "phones", "adverts")),
    )
    received = Moment(
        label=_("When it came in"),
        initial=this_minute,
        help_text=_("The time limits count from here. By the clock here, as in 2026-11-23 14:05."),
        error_messages={"required": _("Say when it came in.")},
    )
    source = words(_("Reference, if there is one"), "source", is_long=False)
    language = forms.ChoiceField(
        label=_("Language that they speak or wrote in"), choices=languages, initial="en-gb"
    )
    danger_now = choice(
        _("Is anybody in danger right now?"), _("If so, tell the control room first.")
    )
    under_18 = choice(_("Is any of those it happens to under 18?"))
    what = words(
        _("What they saw, heard or know"), "what", _("In their own words, as far as you can.")
    )
    signs = forms.MultipleChoiceField(
        label=_("Signs that they named"),
        required=False,
        choices=lambda: [(one.id, one.text) for one in indicators.public_signs()],
        widget=forms.CheckboxSelectMultiple,
    )
    address = words(_("Address"), "address", _("A postcode helps most."), is_long=False)
    business = words(_("Name of the shop, firm or website"), "business", is_long=False)
    directions = words(_("How to find the place"), "directions")
    when = words(_("When"), "when", is_long=False)
    pattern = words(_("Times and habits"), "pattern")
    exploited = words(
        _("People exploited"),
        "exploited",
        _("How many, how old, what they look like, injuries, whether they can come and go."),
    )
    responsible = words(
        _("People responsible"), "responsible", _("Names, looks, what they do. Weapons or dogs.")
    )
    vehicles = words(_("Vehicles"), "vehicles", _("Number plate, colour, make."))
    phones = words(_("Phones"), "phones", is_long=False)
    adverts = words(_("Adverts and accounts online"), "adverts")

    def __init__(self, channel: str, *arguments: Any, **named: Any) -> None:
        """`channel` is the way it came; it chooses what the reference is called."""
        super().__init__(*arguments, **named)
        self.fields["source"].label = SOURCES.get(channel, self.fields["source"].label)
        self.fields["what"].required = True
        needed = _("Write what they told you. A few words are enough.")
        self.fields["what"].error_messages["required"] = needed

    def clean_signs(self) -> list[str]:
        """Return the named signs, no more than a report holds."""
        signs: list[str] = self.cleaned_data["signs"]
        if len(signs) > MOST_SIGNS:
            raise ValidationError(_("Name at most 60 signs."))
        return signs

    def sections(self) -> Iterator[tuple[Any, list[forms.BoundField]]]:
        """Give the form in its parts, each with its heading."""
        for title, names in self.parts:
            yield title, [self[name] for name in names if name in self.fields]

    def answers(self) -> Answers:
        """Return what a valid form says."""
        given = self.cleaned_data
        texts: dict[str, Any] = {name: _lines(given[name]) for name in (*TEXTS, "source")}
        flags: dict[str, Any] = {name: SAID[given.get(name, "")] for name in FLAGS}
        return Answers(
            **texts,
            **flags,
            way=_way(about_me=flags["about_me"], under_18=flags["under_18"]),
            signs=tuple(given["signs"]),
            language=given["language"],
        )


def _lines(text: str) -> str:
    """Return text with plain line ends, however the browser sent them."""
    return "\n".join(text.splitlines())


def _way(*, about_me: bool | None, under_18: bool | None) -> str:
    """Return whose story it is, as the ways of the public site name it."""
    if not about_me:
        return "seen"
    return "young" if under_18 else "me"


class Files(forms.FileInput):
    """The browser's own way to choose files, several at once."""

    allow_multiple_selected = True


class NamedEntryForm(ContactFields, EntryForm):
    """The same where somebody may be asked who they are and how they are safely reached."""

    parts = (
        *EntryForm.parts,
        (_("Photos and files"), ("file",)),
        (_("Reaching them safely"), ContactFields.names),
    )
    file = forms.Field(
        label=_("What came with it"),
        required=False,
        widget=Files(attrs={"multiple": True}),
        help_text=_("Up to 10 files, sealed as they arrive. Nothing sexual of anybody under 18."),
    )
    about_me = choice(_("Does it happen to the person who reports?"))

    def answers(self) -> Answers:
        """Return what a valid form says, with the way to reach them."""
        said = super().answers()
        return Answers(**{**vars(said), "contact": self.contact()})
