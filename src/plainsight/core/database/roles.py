"""The database roles: one for each kind of process, and none that can do everything."""

from __future__ import annotations

from collections.abc import Iterator

DATABASE = "plainsight"
ROLES = ("owner", "public", "desk", "cms", "worker", "checkpoint")
SCHEMAS = ("gate", "audit")
# How long the public side waits before it tells a person to try again, with their text kept.
PATIENCE = {"statement_timeout": "10s", "lock_timeout": "5s"}


def login(role: str) -> str:
    """Return the login name of a role; raises KeyError for a role that does not exist."""
    if role not in ROLES:
        raise KeyError(role)
    return f"plainsight_{role}"


def server_statements() -> Iterator[str]:
    """Yield the SQL that an administrator of the server runs once: roles, then the database."""
    for role in ROLES:
        name = login(role)
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN "
            f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT "
            f"CONNECTION LIMIT 200; END IF; END $$"
        )


def create_database_statement(name: str = DATABASE) -> str:
    """Return the SQL that creates the database, with letters folded as Unicode says."""
    return (
        f"CREATE DATABASE {name} OWNER {login('owner')} TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'PG_UNICODE_FAST' LOCALE 'C'"
    )


def database_statements(name: str = DATABASE) -> Iterator[str]:
    """Yield the SQL run inside the database: nobody may do anything that is not granted."""
    others = ", ".join(login(role) for role in ROLES)
    yield f"REVOKE ALL ON DATABASE {name} FROM PUBLIC"
    yield f"GRANT CONNECT ON DATABASE {name} TO {others}"
    for setting, value in PATIENCE.items():
        yield f"ALTER ROLE {login('public')} IN DATABASE {name} SET {setting} = '{value}'"
    yield "REVOKE ALL ON SCHEMA public FROM PUBLIC"
    yield f"ALTER SCHEMA public OWNER TO {login('owner')}"
    for schema in SCHEMAS:
        yield f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {login('owner')}"
    yield (
        f"ALTER DEFAULT PRIVILEGES FOR ROLE {login('owner')} "
        "REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"
    )
