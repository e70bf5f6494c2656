"""A passkey device in software, that can also be told to misbehave."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG


@dataclass
class Device:
    """Holds one passkey. `count`, `is_verified` and `origin` are what it claims."""

    origin: str = "http://testserver"
    host: str = "testserver"
    count: int = 1
    is_verified: bool = True
    prf: bytes = field(default_factory=lambda: os.urandom(32))

    def __post_init__(self) -> None:
        """Make its key."""
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._id = os.urandom(16)

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer the options of an enrolment as our script does."""
        public = ES256.from_cryptography_key(self._key.public_key())
        held = AttestedCredentialData.create(Aaguid.NONE, self._id, public)
        made = AttestationObject.create("none", self._said(FLAG.AT, held), {})
        answer = {"clientDataJSON": self._client("webauthn.create", options)}
        return self._sent(answer | {"attestationObject": websafe_encode(made)})

    def show(self, options: dict[str, Any]) -> dict[str, Any]:
        """Answer the options of a sign-in or an unlocking as our script does."""
        said = self._said(FLAG(0))
        client = self._client("webauthn.get", options)
        signed = bytes(said) + sha256(_bytes(client)).digest()
        signature = self._key.sign(signed, ec.ECDSA(SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": websafe_encode(said)}
        return self._sent(answer | {"signature": websafe_encode(signature)})

    def _said(self, flags: FLAG, held: bytes = b"") -> AuthenticatorData:
        flags |= FLAG.UP | (FLAG.UV if self.is_verified else FLAG(0))
        host = sha256(self.host.encode()).digest()
        return AuthenticatorData.create(host, flags, self.count, held)

    def _client(self, what: str, options: dict[str, Any]) -> str:
        challenge = options["publicKey"]["challenge"]
        told = {"type": what, "challenge": challenge, "origin": self.origin}
        return websafe_encode(json.dumps(told).encode())

    def _sent(self, response: dict[str, str]) -> dict[str, Any]:
        identity = websafe_encode(self._id)
        credential = {"id": identity, "rawId": identity, "type": "public-key"}
        credential |= {"response": response, "clientExtensionResults": {}}
        return {"credential": credential, "prf": websafe_encode(self.prf), "name": "A device"}


def _bytes(text: str) -> bytes:
    from fido2.utils import websafe_decode

    return websafe_decode(text)
