"""The jobs app."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Schedules tasks and declares who may touch the queue; the tables are procrastinate's."""

    name = "plainsight.jobs"
    label = "jobs"
