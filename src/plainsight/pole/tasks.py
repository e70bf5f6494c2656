"""What the worker does for records, by schedule."""

from __future__ import annotations

from plainsight.jobs.schedule import periodic
from plainsight.pole.services.looking import look_for_protected


@periodic("* * * * * */15")
def see_to_protected() -> None:
    """Tell the owners of protected people who searched for them or saved them anew."""
    while look_for_protected():
        pass
