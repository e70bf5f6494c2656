"""What the worker does for the vault, which stands below the queue and cannot schedule."""

from __future__ import annotations

from plainsight.jobs.schedule import periodic
from plainsight.vault.services.erasure import sweep_erased


@periodic("41 * * * *")
def sweep_erased_keys() -> None:
    """Rewrite the key table without what was erased, where the erasure itself could not."""
    sweep_erased()
