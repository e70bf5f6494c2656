"""How long a stranger waits: a fresh clone with empty caches until `ready`, and then once more.

It clones what is committed. Everything is downloaded again, so the line counts too.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from pathlib import Path

RUNS = 1
ROOT = Path(__file__).parents[2]
PATIENCE_S = 600.0
CACHES = ("UV_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME")


def run() -> dict[str, float]:
    """Measure both starts in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="plainsight-first-") as folder:
        Path(folder).chmod(0o755)  # the database runs as another user when this one is root
        clone = Path(folder) / "plainsight"
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        first = _seconds_until_ready(clone)
        used = subprocess.run(
            ["du", "-sm", clone / ".venv"], capture_output=True, text=True, check=True
        )
        print(f"  the environment takes {used.stdout.split()[0]} MB")
        return {"demo.first_s": first, "demo.again_s": _seconds_until_ready(clone)}


def _seconds_until_ready(clone: Path) -> float:
    """Start the demo as a person does, wait for its last line, and press Ctrl-C."""
    around = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    around |= {name: str(clone.parent / "caches" / name) for name in CACHES}
    around |= {"PLAINSIGHT_PUBLIC_PORT": "0", "PLAINSIGHT_DESK_PORT": "0"}
    around["PLAINSIGHT_DATA"] = str(clone / "data")
    began = time.monotonic()
    with subprocess.Popen(
        ["make", "demo"],
        cwd=clone,
        env=around,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            for line in process.stdout or ():
                if line.startswith("ready public="):
                    return time.monotonic() - began
                if time.monotonic() - began > PATIENCE_S:
                    break
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.communicate(timeout=60)
    raise RuntimeError("the demo never said that it is ready")
