"""Every state of the schema that came before the present one, and the way back into it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

from django.db.migrations.loader import MigrationLoader

Migration = tuple[str, str]
GO = """
import json, sys
from plainsight.commands.start import become
become("owner")
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
for target in json.load(sys.stdin):
    MigrationExecutor(connection).migrate([tuple(target)])
"""


@dataclass(frozen=True)
class State:
    """A name for people, and the migrations that have been applied."""

    name: str
    targets: tuple[Migration, ...]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


def earlier_states() -> list[State]:
    """Return a state for each migration of ours that is not its app's last, and the oldest of all.

    In each, everything is there that needs nothing later of that app.
    """
    graph = MigrationLoader(None).graph
    known = set(graph.nodes)
    apps: dict[str, list[str]] = {}
    for app, name in sorted(known):
        if graph.nodes[app, name].__module__.startswith("plainsight."):
            apps.setdefault(app, []).append(name)

    def without(*later: Migration) -> tuple[Migration, ...]:
        gone = {node for one in later for node in graph.backwards_plan(one)}
        return tuple(sorted(known - gone))

    states = [
        State(f"{app} {name}", without((app, names[place + 1])))
        for app, names in apps.items()
        for place, name in enumerate(names[:-1])
    ]
    seconds = [(app, names[1]) for app, names in apps.items() if len(names) > 1]
    return [State("the oldest of all", without(*seconds)), *states]


def go_to(state: State, environment: dict[str, str]) -> None:
    """Bring an empty database into a state, as its owner."""
    subprocess.run(
        [sys.executable, "-c", GO],
        env=environment,
        input=json.dumps(state.targets),
        text=True,
        check=True,
    )
