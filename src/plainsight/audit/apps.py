"""The audit app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only log and its checkpoints."""

    name = "plainsight.audit"
    label = "audit"
