"""Starts Django for a command, with the settings of the process that the command belongs to."""

from __future__ import annotations

import os

import django


def become(zone: str, *, database: str | None = None) -> None:
    """Load the settings of a zone ("public", "desk", "owner", "worker", "checkpoint").

    `database` is the address of one that takes the place of DATABASE_URL.
    Raises environment.BadSetting when a setting that the zone needs is missing.
    """
    if database is not None:
        os.environ["DATABASE_URL"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = f"plainsight.config.{zone}"
    django.setup()
