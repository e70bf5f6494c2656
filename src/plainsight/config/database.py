"""Turns DATABASE_URL, or the private server of the data folder, into Django's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from plainsight.config import environment
from plainsight.core.database.server import private_url


def connection(role: str, data: Path, *, pooled: bool = True) -> dict[str, Any]:
    """Return one entry of Django's DATABASES.

    With DATABASE_URL set, that address is used as it is (it carries the process's own role);
    otherwise the private server in `data`, as the named role ("public", "desk", ...).
    """
    url = urlsplit(environment.raw("DATABASE_URL") or private_url(data, role))
    query = {name: values[-1] for name, values in parse_qs(url.query).items()}
    host = query.pop("host", None) or url.hostname or ""
    options: dict[str, Any] = {"connect_timeout": 5, **query}
    if pooled:
        options["pool"] = {"min_size": 1, "max_size": 16, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(host),
        "PORT": str(url.port or ""),
        "OPTIONS": options,
    }
