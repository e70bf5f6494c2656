"""The public side finds the team's key, and believes only the one it was told of."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg import sql
from pytest_django import Settings

from plainsight.vault.errors import NotNow, PinMismatch
from plainsight.vault.models import TeamPublic
from plainsight.vault.opening import PrivateKey
from plainsight.vault.published import current_team_key
from tests.vault.cast import Cast

AsRole = Callable[[str], AbstractContextManager[None]]
TABLES = [
    "vault_recordkey",
    "vault_memberkey",
    "vault_unlockmethod",
    "vault_admission",
    "vault_teamgrant",
    "vault_custodian",
    "vault_recoveryenvelope",
    "vault_erasure",
]


def test_the_public_role_reads_the_key_in_use(cast: Cast, as_role: AsRole) -> None:
    with as_role("public"):
        assert current_team_key() == cast.key


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", ["public", "cms", "checkpoint"])
def test_no_other_table_of_the_vault_is_open_to_those_roles(
    as_role: AsRole, table: str, role: str
) -> None:
    with (
        as_role(role),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql.SQL("SELECT 1 FROM {}").format(sql.Identifier(table)))


def test_the_public_role_puts_no_key_of_its_own_in_place(cast: Cast, as_role: AsRole) -> None:
    with (
        as_role("public"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        TeamPublic.objects.update(public=PrivateKey.generate().public().encode())


def test_a_key_put_in_place_by_the_database_alone_is_not_sealed_to(
    cast: Cast, settings: Settings
) -> None:
    settings.TEAM_FINGERPRINT = cast.key.public.fingerprint()
    assert current_team_key() == cast.key
    TeamPublic.objects.update(public=PrivateKey.generate().public().encode())
    with pytest.raises(PinMismatch):
        current_team_key()


def test_during_a_rotation_two_fingerprints_are_pinned(cast: Cast, settings: Settings) -> None:
    settings.TEAM_FINGERPRINT = f"{'0' * 64}, {cast.key.public.fingerprint().upper()}"
    assert current_team_key() == cast.key


def test_the_public_zone_believes_nothing_without_a_pin(cast: Cast, settings: Settings) -> None:
    settings.TEAM_FINGERPRINT = ""
    assert current_team_key() == cast.key
    settings.ZONE = "public"
    with pytest.raises(PinMismatch):
        current_team_key()


@pytest.mark.django_db
def test_before_the_team_is_founded_there_is_no_key() -> None:
    with pytest.raises(NotNow):
        current_team_key()


PUBLIC_SIDE = (
    "box",
    "context",
    "derive",
    "envelope",
    "models",
    "padding",
    "published",
    "sealing",
    "stream",
)
PRIVATE_SIDE = ("opening", "bundles", "unlocked", "services", "admissions", "signing", "armour")


@pytest.mark.parametrize("module", PUBLIC_SIDE)
def test_what_the_public_side_imports_brings_no_code_that_opens(module: str) -> None:
    program = (
        "import sys, django; django.setup()\n"
        f"import plainsight.vault.{module}\n"
        f"opens = [n for n in {PRIVATE_SIDE!r} if f'plainsight.vault.{{n}}' in sys.modules]\n"
        "sys.exit(str(opens) if opens else 0)"
    )
    settings = (
        "from django.conf import settings\n"
        "settings.configure(INSTALLED_APPS=['plainsight.vault'], USE_TZ=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", settings + program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
