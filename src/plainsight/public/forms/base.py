"""What every form of the public site shares. Nothing typed is ever thrown away.

Each page's form knows which answers it changes and how to show them again.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from plainsight.intake.answers import LIMITS, Answers

TOO_LONG = ngettext_lazy(
    "This can have at most %(limit_value)d letter. Please make it shorter, or send the rest "
    "as a second report.",
    "This can have at most %(limit_value)d letters. Please make it shorter, or send the rest "
    "as a second report.",
    "limit_value",
)
YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]
YES_NO_UNSURE = [*YES_NO, ("", _("I am not sure"))]
NOT_A_CHOICE = {"invalid_choice": _("Choose one of the answers below.")}
SAID = {"yes": True, "no": False, "": None}
WORDS = {True: "yes", False: "no", None: None}


class Words(forms.CharField):
    """Free text, with line ends as people mean them however the browser sent them.

    A NUL or half a letter, which only a broken form sends, is replaced rather than refused.
    """

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        text = "\n".join((super().to_python(value) or "").splitlines())
        return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def long_text(label: Any, limit: int, *, hint: Any = "", **more: Any) -> forms.CharField:
    """Return a box for free text of at most `limit` characters."""
    more.setdefault("widget", forms.Textarea)
    box = Words(label=label, help_text=hint, max_length=limit, **more)
    box.widget.attrs.pop("maxlength", None)  # a browser that cuts a pasted text loses it
    box.error_messages["max_length"] = TOO_LONG
    return box


def told(name: str, label: Any, hint: Any = "", **more: Any) -> forms.CharField:
    """Return the box of one of the report's texts, which nobody has to fill."""
    more.setdefault("required", False)
    return long_text(label, LIMITS[name], hint=hint, **more)


def line(name: str, label: Any, hint: Any = "") -> forms.CharField:
    """Return a box of one line, which nobody has to fill."""
    short = forms.TextInput(attrs={"class": "short"})
    return told(name, label, hint, widget=short)


def choice(label: Any, choices: Any, *, hint: Any = "") -> forms.ChoiceField:
    """Return buttons of which one may be chosen, and none has to be."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages=NOT_A_CHOICE,
    )


class Step(forms.Form):
    """One page of the report; `title` is its heading where it asks more than one thing."""

    use_required_attribute = False
    title: ClassVar[Any] = ""
    keeps: ClassVar[tuple[str, ...]] = ()
    flags: ClassVar[tuple[str, ...]] = ()

    def demand_nothing(self) -> None:
        """Take an empty page as well: what it demands was written before."""
        for box in self.fields.values():
            box.required = False

    def changes(self) -> dict[str, Any]:
        """Return the answers that this page changes, for `drafts.change`."""
        said = {name: self.cleaned_data[name] for name in self.keeps}
        return said | {name: SAID[self.cleaned_data[name]] for name in self.flags}

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        """Return what the page shows of earlier answers."""
        said = {name: getattr(answers, name) for name in cls.keeps}
        return said | {name: WORDS[getattr(answers, name)] for name in cls.flags}

    def typed(self) -> list[str]:
        """Return every text on the page, to be given back when it cannot be kept."""
        boxes = [name for name, box in self.fields.items() if isinstance(box, forms.CharField)]
        return [text for name in boxes if (text := self.data.get(name, "")).strip()]
