"""The worker: jobs by schedule, with its own role and no key that opens anything."""

from __future__ import annotations

from plainsight.config import environment, mail
from plainsight.config.base import *  # noqa: F403 (a settings module is its names)
from plainsight.config.base import databases
from plainsight.config.desk_apps import *  # noqa: F403 (a settings module is its names)

ZONE = "worker"
DATABASES = databases("worker")
SECRET_KEY = environment.text("PLAINSIGHT_SECRET_KEY")
MAIL = mail.server()
NOTICE_DAYS = environment.number("PLAINSIGHT_NOTICE_DAYS")
BACKUP_DAYS = environment.number("PLAINSIGHT_BACKUP_DAYS")
MATCH_SPARK = environment.text("PLAINSIGHT_MATCH_SPARK")
