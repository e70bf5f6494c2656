"""Serves the people app and the test's own page with the desk's real settings and edge.

Run as `python -m tests.people.serving PORT` with the desk's environment.
"""

from __future__ import annotations

import os
import sys


def main(port: int) -> None:
    """Serve until stopped."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.people.site_settings"
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("collectstatic", verbosity=0, interactive=False)
    from plainsight.config.serving.application import Application
    from plainsight.config.serving.limits import Limits
    from plainsight.config.serving.server import configuration, serve

    application = Application(
        "desk",
        get_wsgi_application(),
        spool=settings.DATA / "spool",
        threads=4,
        limits=Limits(),
        bell=None,
        https=False,
    )
    serve(configuration(application, host="127.0.0.1", port=port, workers=1))


if __name__ == "__main__":
    main(int(sys.argv[1]))
