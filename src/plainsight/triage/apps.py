"""Puts what intake keeps under the access rule."""

from __future__ import annotations

from django.apps import AppConfig

from plainsight.people.policies import guard
from plainsight.triage.policies import GUARDS


class TriageConfig(AppConfig):
    """The desk's first stop. A report's state is intake's; the locks of its files are triage's."""

    name = "plainsight.triage"
    label = "triage"

    def ready(self) -> None:
        """Say how reports and what hangs on them find their team (intake knows no staff)."""
        for model, rule in GUARDS.items():
            guard(model, rule)
