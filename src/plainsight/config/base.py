"""What every process shares. A zone's module imports this and adds only what is its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)
from plainsight.config.database import connection

DATA = Path(environment.text("PLAINSIGHT_DATA")).absolute()
PUBLIC_URL = environment.text("PLAINSIGHT_PUBLIC_URL").rstrip("/")
DESK_URL = environment.text("PLAINSIGHT_DESK_URL").rstrip("/")

DEBUG = False
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
USE_I18N = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ALLOWED_HOSTS: list[str] = []
APPEND_SLASH = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
AUTH_USER_MODEL = "people.Officer"
SILENCED_SYSTEM_CHECKS: list[str] = []

# Uploads are sealed as they arrive (files.uploads); nothing may fall back to a file in clear.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

# Nothing of a request is ever logged: only that something failed, and where in our code.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "plainsight.core.logs.BlandFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}


def templates(*processors: str) -> list[dict[str, Any]]:
    """Return Django's TEMPLATES for a zone with the given context processors."""
    return [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {"context_processors": list(processors)},
        }
    ]


def databases(role: str) -> dict[str, Any]:
    """Return Django's DATABASES for the process that runs as the given role."""
    return {"default": connection(role, DATA)}
