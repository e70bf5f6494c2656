"""Settings of the test run: every app at once, connected as the owner unless a test says otherwise.

Tests that serve pages start the real processes with their real settings; these are for
services and views called in the same process.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("PLAINSIGHT_DATA", tempfile.mkdtemp(prefix="plainsight-test-"))

from plainsight.config.base import *  # noqa: F403 (the data folder must be set before)
from plainsight.config.base import DATA, databases
from plainsight.config.desk_apps import *  # noqa: F403 (as above)
from plainsight.config.desk_apps import INSTALLED_APPS

ZONE = "desk"
SECRET_KEY = "a-key-for-tests-that-protects-nothing"  # noqa: S105 (a test's own)
CODE_KEY = b"a code key for tests, 32 bytes long"
DESK_SECRET = b"a desk secret for tests, 32 bytes+"
TEAM_FINGERPRINT = ""
CHECKPOINT_KEY = bytes(range(32))
CHECKPOINT_PUBLIC = ""
HEADS_FOLDER: Path = DATA / "heads"
EXIT_URL = "https://www.bbc.co.uk/weather"
CLAMAV = ""
CONTROL_ROOM_MINUTES = 10
MAIL = None
OIDC_ISSUER = OIDC_CLIENT = OIDC_SECRET = OIDC_FACTOR = ""
OIDC_CLAIM = "preferred_username"
IDLE_LOCK_MINUTES = 15
NOTICE_DAYS = 28
BACKUP_DAYS = 35
MATCH_SPARK = ""
OWN_ORIGIN = "http://testserver"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
INSTALLED_APPS = [*INSTALLED_APPS, "plainsight.public"]
DATABASES = databases("owner")
DATABASES["default"]["OPTIONS"].pop("pool")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
(DATA / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is not there
