"""How long it takes to prove a log of 1,000,000 entries against its signed heads."""

from __future__ import annotations

import resource
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from plainsight.audit.checkpoints import Checkpointer
from plainsight.audit.heads import Signer, Trusted
from plainsight.audit.outside import OutsideCopy
from plainsight.audit.verify import verify
from plainsight.commands.zones import COMMAND, House
from plainsight.core.database.prepare import prepare
from plainsight.core.database.server import PrivateServer, ensure_server

RUNS = 1
ENTRIES = 1_000_000
HEADS = 100
ONE_OF_MANY = """
SELECT count(audit.write(
    'officer', gen_random_uuid(), 'report.opened', 'report', gen_random_uuid(),
    jsonb_build_object('field', 'body', 'part', number)
)) FROM generate_series(1, %s) AS number
"""


def run() -> dict[str, float]:
    """Fill a private database through the log's door, sign it, and time the verification."""
    with tempfile.TemporaryDirectory(prefix="plainsight-bench-") as folder:
        data = Path(folder)
        data.chmod(0o755)  # the database runs as another user when this one is root
        server = _prepared(data)
        try:
            return {"audit_verify.s": _timed(server, data)}
        finally:
            server.stop()


def _prepared(data: Path) -> PrivateServer:
    """Return a running private server with the whole schema."""
    house = House(data, 0, 0)
    house.make_secrets()
    server = ensure_server(data)
    prepare(server.url("superuser", "postgres"))
    subprocess.run([*COMMAND, "migrate"], env=house.environment("owner", server), check=True)
    return server


def _timed(server: PrivateServer, data: Path) -> float:
    signer, outside = Signer(b"b" * 32), OutsideCopy(data / "heads")
    trusted = Trusted(signer.public)
    with (
        psycopg.connect(server.url("desk"), autocommit=True) as desk,
        psycopg.connect(server.url("checkpoint"), autocommit=True) as reader,
    ):
        checkpointer = Checkpointer(reader, signer, outside, trusted)
        began = time.monotonic()
        for _ in range(HEADS):
            desk.execute(ONE_OF_MANY, [ENTRIES // HEADS])
            checkpointer.make()
        print(f"  {ENTRIES:,} entries written and signed in {time.monotonic() - began:.1f} s")
        checkpointer.make()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.monotonic()
        verdict = verify(reader, outside, trusted)
        taken = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert verdict.holds, verdict.sentences()
    assert verdict.rows == ENTRIES, verdict.rows
    print(f"  memory grew by {(after - before) / 1024:.1f} MB while verifying")
    return taken
