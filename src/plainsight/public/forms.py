"""The report's questions. Nothing but the first is demanded; nothing typed is ever thrown away.

Each form knows which answers it changes and how to show them again.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

from plainsight.intake.answers import LIMITS, Answers, Contact

TOO_LONG = ngettext_lazy(
    "This can have at most %(limit_value)d letter. Please make it shorter, or send the rest "
    "as a second report.",
    "This can have at most %(limit_value)d letters. Please make it shorter, or send the rest "
    "as a second report.",
    "limit_value",
)
SAID = {"yes": True, "no": False, "": None}
YES_NO = [("yes", pgettext_lazy("answer", "Yes")), ("no", pgettext_lazy("answer", "No"))]
YES_NO_UNSURE = [*YES_NO, ("", _("I am not sure"))]


class Words(forms.CharField):
    """Free text, with line ends as people mean them however the browser sent them."""

    def to_python(self, value: Any) -> str:
        """Return the text with plain line ends."""
        return "\n".join((super().to_python(value) or "").splitlines())


def long_text(label: Any, limit: int, *, hint: Any = "", **more: Any) -> forms.CharField:
    """Return a box for free text of at most `limit` characters."""
    more.setdefault("widget", forms.Textarea)
    box = Words(label=label, help_text=hint, max_length=limit, **more)
    box.widget.attrs.pop("maxlength", None)  # a browser that cuts a pasted text loses it
    box.error_messages["max_length"] = TOO_LONG
    return box


class Step(forms.Form):
    """One page of the report."""

    use_required_attribute = False
    keeps: ClassVar[tuple[str, ...]] = ()

    def changes(self) -> dict[str, Any]:
        """Return the answers that this page changes, for `drafts.change`."""
        return {name: self.cleaned_data[name] for name in self.keeps}

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        """Return what the page shows of earlier answers."""
        return {name: getattr(answers, name) for name in cls.keeps}


class What(Step):
    """What was seen: the one answer without which there is no report."""

    keeps = ("what",)
    what = long_text(
        _("What have you seen or heard?"),
        LIMITS["what"],
        hint=_(
            "Use your own words, in any language. How many people? What did they do, and what "
            "was done to them? You do not have to be sure."
        ),
        error_messages={"required": _("Write what you saw or heard. A few words are enough.")},
    )


class Where(Step):
    """Where it is happening."""

    keeps = ("where",)
    where = long_text(
        _("Where is it happening?"),
        LIMITS["where"],
        required=False,
        hint=_("An address, the name of a shop, or how to find the place. Put what you know."),
    )


class When(Step):
    """When it was seen."""

    keeps = ("when",)
    when = long_text(
        _("When did you see it?"),
        LIMITS["when"],
        required=False,
        hint=_("A day, a time, how often. For example: most mornings at five, in a white van."),
    )


class People(Step):
    """The three short questions that put danger and children first."""

    keeps = ("danger_now", "about_me", "under_18")
    danger_now = forms.ChoiceField(
        label=_("Is anybody in danger right now?"),
        choices=YES_NO_UNSURE,
        required=False,
        widget=forms.RadioSelect,
    )
    about_me = forms.ChoiceField(
        label=_("Is this happening to you?"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    under_18 = forms.ChoiceField(
        label=_("Is anybody it happens to under 18?"),
        choices=YES_NO_UNSURE,
        required=False,
        widget=forms.RadioSelect,
    )

    def changes(self) -> dict[str, Any]:
        """Return the flags; what nobody answered stays unknown."""
        return {name: SAID[value] for name, value in super().changes().items()}

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        """Return the flags as the choices they came from."""
        words = {True: "yes", False: "no", None: None}
        return {name: words[value] for name, value in super().shown(answers).items()}


class SafeContact(Step):
    """Whether and how the reporter may be contacted; always optional, always last."""

    how = forms.ChoiceField(
        label=_("Can we contact you?"),
        choices=[
            ("", _("No, I will use my code")),
            ("phone", _("By phone call")),
            ("text", _("By text message")),
            ("email", _("By e-mail")),
            ("other", _("Another way")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    value = long_text(
        _("Number or address"),
        LIMITS["contact"],
        required=False,
        widget=forms.TextInput(attrs={"class": "short"}),
    )
    safe = long_text(
        _("When and how is it safe?"),
        LIMITS["contact"],
        required=False,
        hint=_("For example: only before noon, and do not leave a message."),
    )

    def clean(self) -> dict[str, Any] | None:
        """Ask for the number or address once somebody says that they want to be contacted."""
        if self.cleaned_data.get("how") and not (
            self.cleaned_data.get("value") or "value" in self.errors
        ):
            self.add_error(
                "value", _("Write the number or address, or choose “No, I will use my code”.")
            )
        return super().clean()

    def changes(self) -> dict[str, Any]:
        """Return the contact as it is kept."""
        names = ("how", "value", "safe")
        return {"contact": Contact(*(self.cleaned_data[name] for name in names))}

    @classmethod
    def shown(cls, answers: Answers) -> dict[str, Any]:
        """Return the contact's three parts."""
        contact = answers.contact
        return {"how": contact.how, "value": contact.value, "safe": contact.safe}
