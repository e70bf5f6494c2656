"""`{% field form.name %}` and `{% error_summary form %}`: one way to show a form everywhere.

The templates are `fields/*.html`. A zone with a look of its own keeps its own ones under the
same names in `<zone>/fields/`: the desk does.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    Form,
    RadioSelect,
    Select,
    Textarea,
)
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

BY_WIDGET = (
    (Textarea, "textarea"),
    (CheckboxSelectMultiple, "checkboxes"),  # before RadioSelect, which it is one of
    (RadioSelect, "radios"),
    (CheckboxInput, "checkbox"),
    (FileInput, "file"),
    (Select, "select"),
)


@register.simple_tag
def field(bound: BoundField, *, heading: bool = False, rows: int = 8) -> SafeString:
    """Return a field with its label, hint and message.

    With `heading` the label is the page's first heading, as on a page with one question.
    """
    described = []
    if bound.help_text:
        described.append(f"{bound.auto_id}_hint")
    if bound.errors:
        described.append(f"{bound.auto_id}_error")
    kind = next((name for widget, name in BY_WIDGET if isinstance(bound.field.widget, widget)), "")
    context: dict[str, Any] = {
        "field": bound,
        "heading": heading,
        "rows": rows,
        "described": " ".join(described),
        "attrs": bound.field.widget.attrs,
    }
    return render_to_string(_templates(kind or "text"), context)


@register.simple_tag
def error_summary(form: Form) -> SafeString:
    """Return the list of what is to be put right, each a link to its field; nothing if all is."""
    problems = [
        {
            "message": message,
            "target": form[name].id_for_label or f"{form[name].auto_id}_0"
            if name in form.fields
            else "main",
        }
        for name, messages in form.errors.items()
        for message in messages
    ]
    return render_to_string(_templates("summary"), {"problems": problems})


def _templates(name: str) -> list[str]:
    return [f"{settings.ZONE}/fields/{name}.html", f"fields/{name}.html"]
