"""An officer's process in the measurement of the matching: JSON in, JSON out, as the desk."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

USER = "mina.harrow"


def main() -> None:
    """Run what the command line names."""
    from plainsight.commands.start import become

    become("desk")
    given = json.load(sys.stdin)
    json.dump({"secret": _secret, "candidates": _candidates}[sys.argv[1]](given), sys.stdout)


def _desk(given: dict[str, Any]) -> Any:
    from plainsight.people.models import Officer
    from plainsight.pole.services.acting import Desk
    from plainsight.vault.services import unlock

    officer = Officer.objects.get(username=USER)
    return Desk(officer, unlock(holder=officer.id, passphrase=given["passphrase"]))


def _secret(given: dict[str, Any]) -> dict[str, Any]:
    from plainsight.intelligence.tokens import secret_of

    return {"secret": secret_of(_desk(given).unlocked).hex()}


def _candidates(given: dict[str, Any]) -> dict[str, Any]:
    """Look for each record: keys, postings, weighing, rights, and the explanation of the best."""
    from plainsight.intelligence.tokens import secret_of
    from plainsight.matching.keys import hashed
    from plainsight.pole.services.finding import candidates, seen_by
    from plainsight.pole.shape import keys_of, shape_of
    from plainsight.pole.weighing import reasons

    desk = _desk(given)
    secret = secret_of(desk.unlocked)
    taken, hits = [], 0
    for told in given["records"]:
        began = time.perf_counter()
        fields = shape_of(told.items())
        found, skipped = candidates("person", fields, hashed(keys_of(fields), secret))
        seen = seen_by(desk.officer, found, skipped)
        if seen.hits:
            reasons(("person", "person"), (fields, seen.hits[0].fields))
            hits += seen.hits[0].weighed.is_worth_showing
        taken.append((time.perf_counter() - began) * 1000)
    return {"ms": taken, "hits": hits}


if __name__ == "__main__":
    main()
