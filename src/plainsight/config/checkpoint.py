"""The checkpoint process: the only one that holds the key which signs the log."""

from __future__ import annotations

from pathlib import Path

from plainsight.config import environment
from plainsight.config.base import *  # noqa: F403 (a settings module is its names)
from plainsight.config.base import databases
from plainsight.config.desk_apps import *  # noqa: F403 (a settings module is its names)

ZONE = "checkpoint"
DATABASES = databases("checkpoint")
SECRET_KEY = "nothing-is-signed-with-this-here"  # noqa: S105 (Django wants one; no request is served)
# Who only verifies has the public key and not this one.
CHECKPOINT_KEY = bytes.fromhex(environment.raw("PLAINSIGHT_CHECKPOINT_KEY") or "")
CHECKPOINT_PUBLIC = environment.raw("PLAINSIGHT_CHECKPOINT_PUBLIC") or ""
HEADS_FOLDER = Path(environment.text("PLAINSIGHT_HEADS")).absolute()
