"""The `plainsight` command. One module a verb; `main` finds it and hands it its arguments."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from plainsight.config.environment import BadSetting

VERBS = (
    "demo",
    "serve",
    "work",
    "match",
    "database",
    "migrate",
    "user",
    "key",
    "audit",
    "backup",
    "restore",
)


class CannotRun(Exception):
    """A command cannot do what was asked; the message says why and what to do."""


def parser() -> argparse.ArgumentParser:
    """Return the whole command line: each verb's module adds its own part.

    A verb's module has HELP (one line), `configure(parser)` and `run(arguments) -> int`.
    """
    top = argparse.ArgumentParser(
        prog="plainsight",
        description="Carries a sign of modern slavery to the people who can act on it.",
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in VERBS:
        module = importlib.import_module(f"plainsight.commands.{verb}")
        own = verbs.add_parser(verb, help=module.HELP, description=module.__doc__)
        module.configure(own)
        own.set_defaults(run=module.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit status: 0 done, 1 failed, 2 not understood."""
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given) or 0)
    except (CannotRun, BadSetting) as error:
        print(f"plainsight: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
