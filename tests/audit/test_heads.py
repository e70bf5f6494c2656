"""Heads: one canonical line each, which nobody without the key can change or make."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plainsight.audit.heads import BadHead, Head, Place, SignedHead, Signer, Trusted, name_of, parse

SIGNER = Signer(b"s" * 32)
TRUSTED = Trusted(SIGNER.public)
NUMBER = st.integers(min_value=0, max_value=2**63)
HASH = st.binary(min_size=32, max_size=32).map(bytes.hex)
HEADS = st.builds(
    Head,
    seq=NUMBER,
    resumes=NUMBER,
    start=st.builds(Place, NUMBER, NUMBER),
    end=st.builds(Place, NUMBER, NUMBER),
    rows=NUMBER,
    digest=HASH,
    at=st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 (hypothesis adds the zone)
    previous=HASH,
    signer=st.just(SIGNER.name),
)
ONE = Head(
    3,
    2,
    Place(1, 5),
    Place(1, 9),
    4,
    "a" * 64,
    datetime(2026, 1, 2, tzinfo=UTC),
    "b" * 64,
    SIGNER.name,
)


@given(HEADS)
def test_a_line_says_what_was_signed_and_nothing_else(head: Head) -> None:
    signed = SIGNER.sign(head)
    assert parse(signed.line()) == signed
    assert TRUSTED.signed(parse(signed.line()))


@given(st.data())
def test_a_line_with_any_letter_changed_is_no_head_or_not_signed(data: st.DataObject) -> None:
    line = SIGNER.sign(ONE).line()
    place = data.draw(st.integers(0, len(line) - 2))
    letter = data.draw(st.characters(codec="ascii").filter(lambda one: one != line[place]))
    try:
        changed = parse(line[:place] + letter + line[place + 1 :])
    except BadHead:
        return
    assert not TRUSTED.signed(changed)


@given(st.text(max_size=600))
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(BadHead):
        parse(text)


def test_only_a_trusted_key_counts() -> None:
    thief = Signer(b"t" * 32)
    assert not TRUSTED.signed(thief.sign(ONE)), "under the true name"
    theirs = Head(**{**vars(ONE), "signer": thief.name})
    assert not TRUSTED.signed(thief.sign(theirs)), "under their own"
    assert Trusted(SIGNER.public, thief.public).signed(thief.sign(theirs)), "once it is trusted"
    assert not TRUSTED.signed(SignedHead(ONE, "0" * 128))


def test_anybody_can_check_a_head_with_openssl_and_sha256(tmp_path: Path) -> None:
    """As docs/audit.md says: nothing of ours is needed."""
    statement, _, signature = SIGNER.sign(ONE).line().strip().rpartition(" ")
    (tmp_path / "statement").write_text(statement)
    (tmp_path / "signature").write_bytes(bytes.fromhex(signature))
    (tmp_path / "key").write_bytes(bytes.fromhex("302a300506032b6570032100") + SIGNER.public)
    done = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key", "-rawin",
         "-in", "statement", "-sigfile", "signature"],
        cwd=tmp_path, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert "Verified Successfully" in done.stdout, done.stderr
    assert ONE.hash() == hashlib.sha256(statement.encode()).hexdigest()
    assert name_of(SIGNER.public) == hashlib.sha256(SIGNER.public).hexdigest()[:16]
