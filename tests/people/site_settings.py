"""The desk's settings with the people app's addresses and a page to type on."""

from __future__ import annotations

from pathlib import Path

from plainsight.config.desk import *  # noqa: F403 (a settings module is its names)
from plainsight.config.desk import PASSWORD_HASHERS, TEMPLATES

ROOT_URLCONF = "tests.people.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]
PASSWORD_HASHERS = [*PASSWORD_HASHERS, "django.contrib.auth.hashers.MD5PasswordHasher"]
