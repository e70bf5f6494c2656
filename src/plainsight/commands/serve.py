"""Serves one zone until it is told to stop (Ctrl-C, or SIGTERM)."""

from __future__ import annotations

import argparse

from plainsight.commands.start import become
from plainsight.config import declared, environment  # noqa: F401 (declaring is the effect)

HELP = "serve the public site or the desk"
PORTS = {"public": "PLAINSIGHT_PUBLIC_PORT", "desk": "PLAINSIGHT_DESK_PORT"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the zone, and where to listen."""
    parser.add_argument("zone", choices=sorted(PORTS), help="which of the two sites")
    parser.add_argument("--port", type=int, help="port; else the zone's own setting")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1)")
    parser.add_argument("--workers", type=int, default=1, help="processes (1)")


def run(arguments: argparse.Namespace) -> int:
    """Serve; return 0 once stopped."""
    from plainsight.config.serving.server import configuration, serve

    port = arguments.port
    if port is None:
        port = environment.number(PORTS[arguments.zone])
    if arguments.zone == "desk":
        _collect_static_files()
    entry = f"plainsight.config.asgi:{arguments.zone}"
    serve(configuration(entry, host=arguments.host, port=port, workers=arguments.workers))
    return 0


def _collect_static_files() -> None:
    """Put the desk's styles and scripts, hashed by content, where whitenoise serves them from."""
    become("desk")
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
