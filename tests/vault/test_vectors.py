"""The primitives, as we call them, give what the standards say they give."""

import hashlib
import json
from pathlib import Path

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from plainsight.vault.derive import hkdf
from plainsight.vault.envelope import Suite
from plainsight.vault.opening import PrivateKey

HPKE = json.loads((Path(__file__).parent / "vectors" / "hpke.json").read_text())


def raw_private_key(suite: Suite, printed: bytes) -> bytes:
    """The hybrid's draft prints a seed, which SHAKE256 expands to the two keys."""
    return printed if suite is Suite.X25519 else hashlib.shake_256(printed).digest(64 + 32)


@pytest.mark.parametrize(("name", "suite"), [("x25519", Suite.X25519), ("hybrid", Suite.HYBRID)])
def test_a_suite_opens_the_vector_of_its_standard(name: str, suite: Suite) -> None:
    vector = {k: bytes.fromhex(v) for k, v in HPKE[name].items() if k != "source"}
    key = PrivateKey(suite, raw_private_key(suite, vector["skRm"]))
    assert key.public().raw == vector["pkRm"]
    # The vectors authenticate data apart from `info`, which only this private function takes.
    opened = openssl.hpke._decrypt_with_aad(
        suite.algorithms,
        vector["enc"] + vector["ct"],
        key.loaded(),
        vector["info"],
        vector["aad"],
    )
    assert opened == vector["pt"]


def test_chacha20_poly1305_gives_the_ciphertext_of_rfc_8439_section_2_8_2() -> None:
    key = bytes(range(0x80, 0xA0))
    nonce = bytes.fromhex("070000004041424344454647")
    authenticated = bytes.fromhex("50515253c0c1c2c3c4c5c6c7")
    text = (
        b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
        b"future, sunscreen would be it."
    )
    sealed = ChaCha20Poly1305(key).encrypt(nonce, text, authenticated)
    assert sealed[:16].hex() == "d31a8d34648e60db7b86afbc53ef7ec2"
    assert sealed[-16:].hex() == "1ae10b594f09e26a7e902ecbd0600691"


@pytest.mark.parametrize(
    ("key", "salt", "info", "length", "expected"),
    [
        (
            "0b" * 22,
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            42,
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
        ),
        (
            "0b" * 22,
            "",
            "",
            42,
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
        ),
    ],
    ids=["A.1", "A.3"],
)
def test_hkdf_gives_the_output_of_rfc_5869(
    key: str, salt: str, info: str, length: int, expected: str
) -> None:
    made = hkdf(
        bytes.fromhex(key), salt=bytes.fromhex(salt), info=bytes.fromhex(info), length=length
    )
    assert made.hex() == expected
