"""`{% reaching opened %}`: how the reporter may be reached, behind the rule that makes it safe."""

from __future__ import annotations

from typing import Any

from django import template

from plainsight.core.clock import now
from plainsight.intake.windows import Reach, reach
from plainsight.people.access import can
from plainsight.triage.forms.reaching import FIRST_RULE, ReachingForm, words_of
from plainsight.triage.services import OpenedReport

register = template.Library()


@register.inclusion_tag("triage/parts/contact.html", takes_context=True)
def reaching(context: dict[str, Any], opened: OpenedReport) -> dict[str, Any]:
    """Render the rule with its form, or the contact itself where the view has shown it.

    Of the page's context it takes `request`, `contact` (shown to this officer now) and
    `reaching_form` (sent, and to be put right).
    """
    contact = context.get("contact")
    at = now()
    given = contact or opened.contact
    return {
        "opened": opened,
        "report": opened.report,
        "contact": contact,
        "given": given,
        "windows": words_of(given.windows),
        "is_outside": reach(given.windows, at) is Reach.OUTSIDE,
        "at": at,
        "rule": rule_of(opened),
        "form": context.get("reaching_form") or ReachingForm(),
        "may_contact": can(context["request"].officer, "report.contact", opened.report),
    }


def rule_of(opened: OpenedReport) -> int:
    """Return the number of the rule that the reporter gave last."""
    return max((one.seq for one in opened.messages if one.kind == "contact"), default=FIRST_RULE)
