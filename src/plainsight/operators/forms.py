"""The forms of a chat at the desk."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from plainsight.codes.phrases import languages
from plainsight.intake.messages import LONGEST
from plainsight.operators.services.ending import SLOWEST_S
from plainsight.people.models import Officer

LONGEST_NOTE = 4_000


class SayForm(forms.Form):
    """What an operator writes; `client` names it, so that it is said once."""

    use_required_attribute = False
    text = forms.CharField(
        label=_("Write to the visitor"),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": _("Write your message first.")},
    )
    client = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def fresh(cls) -> SayForm:
        """Return a box with a name for what will be written in it."""
        return cls(initial={"client": uuid4()})


class NoteForm(forms.Form):
    """A note that the visitor never sees."""

    use_required_attribute = False
    note = forms.CharField(
        label=_("Note for the desk"),
        help_text=_("The visitor never sees it."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea,
        error_messages={"required": _("Write the note first.")},
    )


class HandOverForm(forms.Form):
    """To whom, and what they must know."""

    use_required_attribute = False
    to = forms.ChoiceField(label=_("Hand over to"), required=False)
    summary = forms.CharField(
        label=_("Summary for whoever takes over"),
        help_text=_(
            "What was said, what was promised, what is safe to do. The visitor never sees it."
        ),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea,
        error_messages={"required": _("Write a summary: nobody takes over blind.")},
    )

    def __init__(self, *given: Any, colleagues: list[Officer], **more: Any) -> None:
        """Offer the colleagues who take chats now, and the waiting room."""
        super().__init__(*given, **more)
        chosen = [
            ("", _("The waiting room: whoever is free")),
            *((str(o.id), o.name) for o in colleagues),
        ]
        self.fields["to"].choices = chosen  # type: ignore[attr-defined]  # a ChoiceField's


class BlockForm(forms.Form):
    """Why somebody should begin no other chat today."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Why should they be blocked?"),
        help_text=_(
            "Threats and abuse only. A colleague has to agree. It lasts until midnight, and never "
            "keeps anybody from reporting."
        ),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea,
        error_messages={"required": _("Say why: a colleague decides by it.")},
    )


class SlowForm(forms.Form):
    """Seconds between two messages of the visitor."""

    use_required_attribute = False
    seconds = forms.IntegerField(
        label=_("Seconds between two messages of the visitor"),
        min_value=0,
        max_value=SLOWEST_S,
        error_messages={"required": _("Choose between 0 and 120 seconds.")},
    )


class InterpreterForm(forms.Form):
    """Which language an interpreter is to speak."""

    use_required_attribute = False
    language = forms.ChoiceField(
        label=_("Language of the interpreter"),
        error_messages={"required": _("Choose the language of the interpreter.")},
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        """Offer the languages that chats are in, without English."""
        super().__init__(*given, **more)
        offered = [(one.code, one.english_name) for one in languages() if one.code != "en"]
        self.fields["language"].choices = offered  # type: ignore[attr-defined]  # a ChoiceField's
