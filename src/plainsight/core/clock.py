"""The one clock, so that a test can stand it still."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """Return the present time in UTC."""
    return timezone.now()


def this_hour() -> datetime:
    """Return the present hour in UTC: what may be known of when a report came."""
    return now().replace(minute=0, second=0, microsecond=0)
