"""The one entry of each zone that serves: `build(zone)` returns what uvicorn runs."""

from __future__ import annotations

import os

from plainsight.config import environment
from plainsight.config.serving.application import Application
from plainsight.config.serving.limits import UPLOADS, Limits
from plainsight.config.serving.networks import Networks, networks
from plainsight.core.headers import Zone


def build(zone: Zone) -> Application:
    """Start Django with the zone's settings and return its application.

    Raises environment.BadSetting when a setting that the zone needs is missing.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = f"plainsight.config.{zone}"
    from django.conf import settings  # noqa: PLC0415 (the settings must be named first)
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 (as above)

    wsgi = get_wsgi_application()
    return Application(
        zone,
        wsgi,
        spool=settings.DATA / "spool",
        threads=environment.number("PLAINSIGHT_THREADS"),
        limits=Limits(uploads=UPLOADS.get(zone)),
        bell=_database_address(),
        https=settings.OWN_ORIGIN.startswith("https://"),
        networks=_networks() if zone == "public" else None,
    )


def public() -> Application:
    """Return the public zone's application."""
    return build("public")


def desk() -> Application:
    """Return the desk's application."""
    return build("desk")


def _networks() -> Networks:
    try:
        return Networks(networks(environment.text("PLAINSIGHT_PROXIES")))
    except ValueError:
        raise environment.BadSetting(
            "PLAINSIGHT_PROXIES must be addresses or networks with spaces between, "
            "such as 127.0.0.1 or 10.1.0.0/16."
        ) from None


def _database_address() -> str:
    """Return the process's own database as psycopg takes it."""
    from django.db import connection  # noqa: PLC0415 (Django starts late)
    from psycopg.conninfo import make_conninfo  # noqa: PLC0415 (as above)

    parameters = connection.get_connection_params()
    named = {"dbname", "user", "password", "host", "port", "sslmode", "sslrootcert"}
    return make_conninfo(**{name: parameters[name] for name in named & parameters.keys()})
