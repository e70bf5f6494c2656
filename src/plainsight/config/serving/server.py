"""uvicorn as we run it: quiet, nameless, and quick to stop."""

from __future__ import annotations

import contextlib
import os
import resource
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from plainsight.config.serving.protocol import EdgeProtocol

STOP_S = 3
"""Seconds that running requests have to finish once the server is told to stop."""

INTERRUPTED = 130
"""The exit status of a process that was told to stop by SIGINT."""


def configuration(app: Any, *, host: str, port: int, workers: int = 1) -> uvicorn.Config:
    """Return uvicorn's settings. `app` is an Application, or the dotted name of what makes one."""
    return uvicorn.Config(
        app,
        factory=isinstance(app, str),
        interface="asgi3",
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http=EdgeProtocol,
        ws="none",
        lifespan="on",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=20,
        timeout_graceful_shutdown=STOP_S,
        backlog=2048,
    )


def serve(config: uvicorn.Config) -> None:
    """Serve until told to stop (SIGTERM, SIGINT); in one process, it ends here and now."""
    allow_many_connections()
    if config.workers > 1:
        Multiprocess(config, sockets=[config.bind_socket()]).run()
        return
    # SIGINT reaches us as KeyboardInterrupt or, when it comes as the loop closes, not at all.
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run()
    os._exit(INTERRUPTED)  # or a thread that still answers somebody would keep the process


def allow_many_connections() -> None:
    """Let this process open as many files as the system lets it; a connection is one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
