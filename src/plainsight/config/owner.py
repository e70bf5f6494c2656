"""The owner of the schema: migrations, functions and grants, and nothing that serves."""

from __future__ import annotations

from plainsight.config import environment
from plainsight.config.base import *  # noqa: F403 (a settings module is its names)
from plainsight.config.base import databases
from plainsight.config.desk_apps import *  # noqa: F403 (a settings module is its names)

ZONE = "owner"
DATABASES = databases("owner")
SECRET_KEY = "nothing-is-signed-by-the-owner-process"  # noqa: S105 (Django wants one; no request is served)
# A restore finishes what the list of erasures says, as retention does it.
BACKUP_DAYS = environment.number("PLAINSIGHT_BACKUP_DAYS")
