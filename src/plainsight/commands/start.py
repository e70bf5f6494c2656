"""Starts Django for a command, with the settings of the process that the command belongs to."""

from __future__ import annotations

import os

import django


def become(zone: str) -> None:
    """Load the settings of a zone ("public", "desk", "owner", "worker", "checkpoint").

    Raises environment.BadSetting when a setting that the zone needs is missing.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = f"plainsight.config.{zone}"
    django.setup()
