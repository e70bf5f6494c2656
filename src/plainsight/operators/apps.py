"""Puts chats under the access rule, and their waiting among the desk's alarms."""

from __future__ import annotations

from django.apps import AppConfig

from plainsight.operators.policies import GUARDS
from plainsight.people.policies import guard


class OperatorsConfig(AppConfig):
    """The desk's side of the live chat: no models, chat keeps them."""

    name = "plainsight.operators"
    label = "operators"

    def ready(self) -> None:
        """Say how chats find their team, and let every page of the desk tell who waits."""
        from plainsight.operators.alarms import waiting  # noqa: PLC0415 (models come after apps)
        from plainsight.triage.alarms import add_source  # noqa: PLC0415 (as above)

        for model, rule in GUARDS.items():
            guard(model, rule)
        add_source(waiting)
