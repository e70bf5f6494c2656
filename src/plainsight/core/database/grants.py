"""The table of grants: what each role may do, gathered from the apps and applied whole.

Each app says in its `grants.py` what its tables and functions allow; all that is not said there
is taken away. A test compares the result with the database, grant by grant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps

from plainsight.core.database.roles import ROLES, SCHEMAS, login

SERVED = tuple(role for role in ROLES if role != "owner")


@dataclass
class Declared:
    """All grants: table name to role to privileges, and function name to roles."""

    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    functions: dict[str, set[str]] = field(default_factory=dict)


def declared() -> Declared:
    """Gather what the installed apps declare.

    Raises ValueError when two apps speak of one table or name a role that does not exist.
    """
    found = Declared()
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.grants") is None:
            continue
        module = import_module(f"{config.name}.grants")
        for table, rights in getattr(module, "TABLES", {}).items():
            if table in found.tables or not set(rights) <= set(SERVED):
                raise ValueError(
                    f"{config.name}.grants: {table} is declared twice or names no role"
                )
            found.tables[table] = dict(rights)
        for function, roles in getattr(module, "FUNCTIONS", {}).items():
            found.functions[function] = set(roles)
    return found


def function_files() -> Iterator[Path]:
    """Yield the apps' SQL files, lower apps first, in the order of their names."""
    for config in apps.get_app_configs():
        if config.name.startswith("plainsight."):
            yield from sorted((Path(config.path) / "sql").glob("*.sql"))


def grant_statements(wanted: Declared) -> Iterator[str]:
    """Yield the SQL that takes every right away and then gives those that are declared."""
    everybody = ", ".join(["PUBLIC", *(login(role) for role in SERVED)])
    for schema in ("public", *SCHEMAS):
        for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
            yield f"REVOKE ALL ON ALL {kind} IN SCHEMA {schema} FROM {everybody}"
        yield f"REVOKE ALL ON SCHEMA {schema} FROM {everybody}"
        for role in SERVED:
            yield f"GRANT USAGE ON SCHEMA {schema} TO {login(role)}"
    for table, rights in sorted(wanted.tables.items()):
        for role, privileges in sorted(rights.items()):
            yield f"GRANT {privileges} ON public.{table} TO {login(role)}"
    for function, roles in sorted(wanted.functions.items()):
        for role in sorted(roles):
            yield f"GRANT EXECUTE ON FUNCTION {function} TO {login(role)}"
