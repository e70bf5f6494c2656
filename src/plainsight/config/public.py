"""The public zone: reads what is published, writes through gates, keeps nothing."""

from __future__ import annotations

from urllib.parse import urlsplit

from plainsight.config import environment, languages
from plainsight.config.base import *  # noqa: F403 (a settings module is its names)
from plainsight.config.base import PUBLIC_URL, databases, templates

ZONE = "public"
SECRET_KEY = environment.text("PLAINSIGHT_SECRET_KEY")
CODE_KEY = environment.secret("PLAINSIGHT_CODE_KEY")
TEAM_FINGERPRINT = environment.text("PLAINSIGHT_TEAM_FINGERPRINT")
EXIT_URL = environment.text("PLAINSIGHT_EXIT_URL")
ALLOWED_HOSTS = [urlsplit(PUBLIC_URL).hostname or ""]
OWN_ORIGIN = PUBLIC_URL
DATABASES = databases("public")
INSTALLED_APPS = [
    "django.forms",
    "plainsight.core",
    "plainsight.codes",
    "plainsight.vault",
    "plainsight.files",
    "plainsight.intake",
    "plainsight.public",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "plainsight.core.origins.OriginMiddleware",
    "django.middleware.common.CommonMiddleware",
    "plainsight.public.middleware.ChoicesMiddleware",
]
ROOT_URLCONF = "plainsight.config.urls_public"
LANGUAGE_CODE, LOCALE_PATHS = languages.chosen()
LANGUAGES = [(LANGUAGE_CODE, LANGUAGE_CODE)]
TEMPLATES = templates("django.template.context_processors.request")
