"""What each process of a demo is given: its own secrets, its own database role, nothing else."""

from __future__ import annotations

import os
import secrets
import sys
from dataclasses import dataclass
from pathlib import Path

from plainsight.core.database.server import PrivateServer

ZONES = ("public", "desk", "worker", "checkpoint")
COMMAND = (sys.executable, "-m", "plainsight.commands")

# Secrets that are made once and kept; the fingerprint is written when the team is founded.
MADE = {
    "public": ("PLAINSIGHT_SECRET_KEY", "PLAINSIGHT_CODE_KEY"),
    "desk": ("PLAINSIGHT_SECRET_KEY", "PLAINSIGHT_DESK_SECRET"),
    "worker": ("PLAINSIGHT_SECRET_KEY",),
    "checkpoint": ("PLAINSIGHT_CHECKPOINT_KEY",),
    "owner": (),
}
# What a program needs of its surroundings to run at all.
SURROUNDINGS = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PYTHONPATH")
# What a demo hands on when it was told, so that a language can be looked at.
LANGUAGE = ("PLAINSIGHT_LANGUAGE", "PLAINSIGHT_LOCALE")


@dataclass(frozen=True)
class House:
    """A data folder and the two ports on which it is served."""

    data: Path
    public_port: int
    desk_port: int

    @property
    def public_url(self) -> str:
        """The origin of the public site."""
        return f"http://127.0.0.1:{self.public_port}"

    @property
    def desk_url(self) -> str:
        """The origin of the desk. Passkeys refuse 127.0.0.1 and accept localhost."""
        return f"http://localhost:{self.desk_port}"

    def environment(self, zone: str, server: PrivateServer) -> dict[str, str]:
        """Return the whole environment of one process ("public", ..., or "owner")."""
        wanted = (*SURROUNDINGS, *LANGUAGE) if zone == "public" else SURROUNDINGS
        around = {name: os.environ[name] for name in wanted if name in os.environ}
        return around | {
            "DATABASE_URL": server.url(zone),
            "PLAINSIGHT_DATA": str(self.data),
            "PLAINSIGHT_HEADS": str(self.data / "heads"),
            "PLAINSIGHT_PUBLIC_URL": self.public_url,
            "PLAINSIGHT_DESK_URL": self.desk_url,
            "PLAINSIGHT_PUBLIC_PORT": str(self.public_port),
            "PLAINSIGHT_DESK_PORT": str(self.desk_port),
            "PYTHONUNBUFFERED": "1",
            **{f"{path.name}_FILE": str(path) for path in sorted(self.secrets(zone).glob("*"))},
        }

    def secrets(self, zone: str) -> Path:
        """Return the folder of a zone's secrets, one file for each."""
        return self.data / "secrets" / zone

    def make_secrets(self) -> None:
        """Make the secrets that are not there yet, each readable by its owner alone."""
        self.data.mkdir(parents=True, exist_ok=True)
        (self.data / "secrets").mkdir(mode=0o700, exist_ok=True)
        for zone, names in MADE.items():
            folder = self.secrets(zone)
            folder.mkdir(mode=0o700, exist_ok=True)
            for name in names:
                if not (folder / name).exists():
                    write_private(folder / name, secrets.token_hex(32))

    def pin(self, fingerprint: str) -> None:
        """Tell the public side which team key it may seal to."""
        write_private(self.secrets("public") / "PLAINSIGHT_TEAM_FINGERPRINT", fingerprint)


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    new = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    new.replace(path)
