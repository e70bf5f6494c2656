"""Puts feedback under the access rule. Only the desk's side installs this app.

The public process needs no model of it: it calls two gates.
"""

from __future__ import annotations

from django.apps import AppConfig

from plainsight.feedback.policies import GUARDS
from plainsight.people.policies import guard


class FeedbackConfig(AppConfig):
    """Registers feedback and page counts."""

    name = "plainsight.feedback"
    label = "feedback"

    def ready(self) -> None:
        """Say how feedback finds its team."""
        for model, rule in GUARDS.items():
            guard(model, rule)
