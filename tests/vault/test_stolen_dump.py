"""Somebody holds every row, and all that the public process was started with."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from plainsight.vault.box import new_key, unseal
from plainsight.vault.context import Context
from plainsight.vault.derive import derive
from plainsight.vault.errors import CannotOpen
from plainsight.vault.models import RecordKey, UnlockMethod
from plainsight.vault.services import enrol_member, set_custodians
from tests.vault.cast import Cast, Person, arriving


def dump() -> Iterator[bytes]:
    """Every value of every row of the vault, as bytes."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("vault").get_models():
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 (our own names)
            for row in cursor.fetchall():
                for value in row:
                    yield value if isinstance(value, bytes) else str(value).encode()


@pytest.fixture
def used(cast: Cast) -> tuple[Cast, dict[str, bytes]]:
    """A team in use, and its secrets by name."""
    _, key = arriving()
    opened, opened_key = arriving()
    set_custodians(cast.amara.unlock(), publics=[each.public() for each in cast.custodians])
    member = enrol_member(
        holder=Person().holder, passphrase="seven grey herons", passkey=None, prf_secret=None
    ).member
    unlocked = cast.tom.unlock()
    unlocked.record_key("report", opened)
    _, team = unlocked.team()
    private = team.private.encode()
    return cast, {
        "record key, as it arrived": key,
        "record key, opened": opened_key,
        "team's opening seed": private[1:65],
        "team's opening scalar": private[65:],
        "team's signing seed": team.signing.seed,
        "team's wrapping key": team.wrapping_key,
        "member's opening scalar": unlocked.member.private.encode()[65:],
        "member's signing seed": unlocked.member.signing.seed,
        "passphrase member's signing seed": member.signing.seed,
        "passkey's PRF output": cast.tom.prf,
        "passphrase": b"seven grey herons",
        "custodian's scalar": cast.custodians[0].encode()[65:],
    }


def test_no_secret_stands_in_clear_in_any_row(used: tuple[Cast, dict[str, bytes]]) -> None:
    everything = b"\n".join(dump())
    found = [name for name, secret in used[1].items() if secret in everything]
    assert found == []
    assert [name for name, secret in used[1].items() if secret.hex().encode() in everything] == []


def test_what_the_public_process_was_started_with_opens_none_of_it(
    used: tuple[Cast, dict[str, bytes]],
) -> None:
    code_key = bytes(settings.CODE_KEY)
    team = bytes.fromhex(used[0].key.public.fingerprint())
    known = [code_key[:32], settings.SECRET_KEY.encode()[:32], team, bytes(32), new_key()]
    known += [derive(key, purpose) for key in known for purpose in ("key", "team wrapping key")]
    for row in RecordKey.objects.filter(wrapped__isnull=False):
        for key in known:
            with pytest.raises(CannotOpen):
                unseal(key, row.wrapped or b"", Context(row.kind, row.record, "wrapped key"))
    for method in UnlockMethod.objects.all():
        for key in known:
            with pytest.raises(CannotOpen):
                unseal(
                    key,
                    method.sealed,
                    Context("member", method.member_id, f"unlock:{method.id}"),
                )


def test_a_dump_shows_that_two_reports_are_of_one_size_class_and_no_more() -> None:
    from plainsight.vault.box import seal

    context = Context("report", Person().holder, "body")
    short, long = seal(new_key(), b"van", context), seal(new_key(), b"v" * 250, context)
    assert len(short) == len(long)
