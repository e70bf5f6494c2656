"""What the worker does for triage, by schedule."""

from __future__ import annotations

from plainsight.jobs.schedule import periodic
from plainsight.triage import retention, telling


@periodic("* * * * * */15")
def see_to_alarms() -> None:
    """Ring what has alarmed for two minutes; tell supervisors at five."""
    telling.ring_alarms()
    telling.tell_supervisors()


@periodic("* * * * *")
def see_to_cover() -> None:
    """Tell supervisors in the minute in which a shift begins that nobody on it can unlock."""
    telling.tell_of_uncovered()


@periodic("0 */6 * * *")
def send_notices() -> None:
    """Tell those who want it that there is something to read: four times a day, never between."""
    telling.send_notices()


@periodic("11 3 * * *")
def announce_disposals() -> None:
    """Announce what will be erased soon."""
    retention.announce_disposals()


@periodic("26 3 * * *")
def dispose_due() -> None:
    """Erase what is due; the keys' file is swept by the vault's own task after it."""
    retention.dispose_due()


@periodic("36 * * * *")
def finish_erasures() -> None:
    """Clear what is left of reports whose keys somebody destroyed."""
    retention.finish_erasures()
