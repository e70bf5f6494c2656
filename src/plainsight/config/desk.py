"""The desk zone: signed-in staff, second factor always, every reading logged."""

from __future__ import annotations

from urllib.parse import urlsplit

from plainsight.config import environment
from plainsight.config.base import *  # noqa: F403 (a settings module is its names)
from plainsight.config.base import DESK_URL, databases
from plainsight.config.desk_apps import *  # noqa: F403 (a settings module is its names)

ZONE = "desk"
SECRET_KEY = environment.text("PLAINSIGHT_SECRET_KEY")
DESK_SECRET = environment.secret("PLAINSIGHT_DESK_SECRET")
CLAMAV = environment.address("PLAINSIGHT_CLAMAV")
CONTROL_ROOM_MINUTES = environment.number("PLAINSIGHT_CONTROL_ROOM_MINUTES")
OIDC_ISSUER = environment.issuer("PLAINSIGHT_OIDC_ISSUER")
OIDC_CLIENT = environment.text("PLAINSIGHT_OIDC_CLIENT")
OIDC_SECRET = environment.text("PLAINSIGHT_OIDC_SECRET")
OIDC_CLAIM = environment.text("PLAINSIGHT_OIDC_CLAIM")
OIDC_FACTOR = environment.text("PLAINSIGHT_OIDC_FACTOR")
IDLE_LOCK_MINUTES = environment.number("PLAINSIGHT_IDLE_LOCK_MINUTES")
ALLOWED_HOSTS = [urlsplit(DESK_URL).hostname or ""]
OWN_ORIGIN = DESK_URL
DATABASES = databases("desk")
NOTICE_DAYS = environment.number("PLAINSIGHT_NOTICE_DAYS")
BACKUP_DAYS = environment.number("PLAINSIGHT_BACKUP_DAYS")
