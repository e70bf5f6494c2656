"""Envelopes, boxes and what they refuse."""

from uuid import UUID, uuid4

import pytest

from plainsight.vault.box import new_key, seal, unseal
from plainsight.vault.context import Context, encode_parts
from plainsight.vault.derive import derive
from plainsight.vault.envelope import DEFAULT, PublicKey, Suite
from plainsight.vault.errors import CannotOpen
from plainsight.vault.opening import PrivateKey, open_envelope
from plainsight.vault.sealing import seal_to

SUITES = list(Suite)
HERE = Context("report", UUID(int=7), "key")
ELSEWHERE = [
    Context("conversation", UUID(int=7), "key"),
    Context("report", UUID(int=8), "key"),
    Context("report", UUID(int=7), "body"),
    Context("report", UUID(int=7), "key", version=2),
]


def test_the_default_suite_is_the_hybrid_one() -> None:
    assert DEFAULT is Suite.HYBRID
    assert PrivateKey.generate().suite is Suite.HYBRID


@pytest.mark.parametrize("suite", SUITES)
def test_an_envelope_begins_with_its_suite_and_has_the_length_it_says(suite: Suite) -> None:
    envelope = seal_to(PrivateKey.generate(suite).public(), new_key(), HERE)
    assert envelope[0] == suite
    assert len(envelope) == suite.overhead + 32
    assert len(envelope) == {Suite.X25519: 81, Suite.HYBRID: 1169}[suite]


@pytest.mark.parametrize("suite", SUITES)
def test_only_the_private_key_opens_an_envelope(suite: Suite) -> None:
    key, stranger, secret = PrivateKey.generate(suite), PrivateKey.generate(suite), new_key()
    envelope = seal_to(key.public(), secret, HERE)
    assert open_envelope(key, envelope, HERE) == secret
    with pytest.raises(CannotOpen):
        open_envelope(stranger, envelope, HERE)


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("context", ELSEWHERE)
def test_an_envelope_moved_to_another_place_does_not_open(suite: Suite, context: Context) -> None:
    key = PrivateKey.generate(suite)
    with pytest.raises(CannotOpen):
        open_envelope(key, seal_to(key.public(), new_key(), HERE), context)


@pytest.mark.parametrize("context", ELSEWHERE)
def test_a_box_moved_to_another_place_does_not_open(context: Context) -> None:
    key = new_key()
    with pytest.raises(CannotOpen):
        unseal(key, seal(key, b"a white van", HERE), context)


def test_an_envelope_of_one_suite_does_not_open_as_another() -> None:
    key = PrivateKey.generate(Suite.HYBRID)
    envelope = bytearray(seal_to(key.public(), new_key(), HERE))
    envelope[0] = Suite.X25519
    with pytest.raises(CannotOpen, match="another suite"):
        open_envelope(key, bytes(envelope), HERE)


@pytest.mark.parametrize("nonsense", [b"", b"\x00", b"\x02", b"\x09" * 2000, b"\x01" + b"\0" * 80])
def test_what_is_not_an_envelope_is_refused(nonsense: bytes) -> None:
    for suite in SUITES:
        with pytest.raises(CannotOpen):
            open_envelope(PrivateKey.generate(suite), nonsense, HERE)


@pytest.mark.parametrize("suite", SUITES)
def test_keys_survive_being_stored_and_show_nothing_when_printed(suite: Suite) -> None:
    key = PrivateKey.generate(suite)
    again = PrivateKey.decode(key.encode())
    assert again.public() == key.public() == PublicKey.parse(key.public().encode())
    assert again.encode() == key.encode()
    assert repr(key) == f"PrivateKey({suite.name})"
    assert len(key.public().fingerprint()) == 64


@pytest.mark.parametrize("encoded", [b"", b"\x03" + b"\0" * 32, b"\x01" + b"\0" * 31])
def test_a_malformed_key_is_refused(encoded: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        PublicKey.parse(encoded)
    with pytest.raises(ValueError, match=r"."):
        PrivateKey.decode(encoded)


def test_nobody_can_be_made_to_seal_to_a_key_that_gives_no_secret() -> None:
    with pytest.raises(ValueError, match="shared key"):
        seal_to(PublicKey(Suite.X25519, bytes(32)), new_key(), HERE)


def test_contexts_and_lists_of_parts_have_one_reading() -> None:
    assert encode_parts(b"ab", b"c") != encode_parts(b"a", b"bc")
    assert encode_parts(b"a", b"") != encode_parts(b"a")
    assert Context("a", UUID(int=1), "b").encode() == Context("a", UUID(int=1), "b", 1).encode()
    with pytest.raises(ValueError, match="version"):
        Context("a", uuid4(), "b", 0).encode()
    with pytest.raises(ValueError, match="65,535"):
        Context("a" * 65_536, uuid4(), "b").encode()


def test_derived_keys_differ_by_purpose_salt_and_source() -> None:
    key = new_key()
    made = {derive(key, "a"), derive(key, "b"), derive(key, "a", salt=b"s"), derive(new_key(), "a")}
    assert len(made) == 4
    assert derive(key, "a") == derive(key, "a")
    with pytest.raises(ValueError, match="purpose"):
        derive(key, "")
    with pytest.raises(ValueError, match="12 bytes"):
        derive(b"short", "a")
