"""What the worker does for triage, by schedule."""

from __future__ import annotations

from plainsight.jobs.schedule import periodic
from plainsight.triage import telling


@periodic("*/15 * * * * *")
def see_to_alarms() -> None:
    """Ring what has alarmed for two minutes; tell supervisors at five."""
    telling.ring_alarms()
    telling.tell_supervisors()


@periodic("0 */6 * * *")
def send_notices() -> None:
    """Tell those who want it that there is something to read: four times a day, never between."""
    telling.send_notices()
