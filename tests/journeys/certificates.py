"""An authority of our own, made for one run and trusted by the test's browsers alone."""

from __future__ import annotations

import base64
import ssl
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

DAY = timedelta(days=1)


class Authority:
    """Signs one certificate, for 127.0.0.1 and localhost."""

    def __init__(self, folder: Path) -> None:
        """Make the authority's key, the server's and both certificates, in `folder`."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Authority of one test")
        own = x509.BasicConstraints(ca=True, path_length=0)
        root = _begun(name, name, key.public_key()).add_extension(own, critical=True)
        self._root = root.sign(key, hashes.SHA256())
        server = ec.generate_private_key(ec.SECP256R1())
        hosts = x509.SubjectAlternativeName(
            [x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("localhost")]
        )
        leaf = (
            _begun(_name("127.0.0.1"), name, server.public_key())
            .add_extension(hosts, critical=False)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
            .sign(key, hashes.SHA256())
        )
        secret = server.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        chain = leaf.public_bytes(Encoding.PEM) + self._root.public_bytes(Encoding.PEM)
        (folder / "chain.pem").write_bytes(secret + chain)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(folder / "chain.pem")
        self.client = ssl.create_default_context(
            cadata=self._root.public_bytes(Encoding.PEM).decode()
        )
        public = server.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.pin = base64.b64encode(sha256(public).digest()).decode()
        """What Chromium is given to trust: the hash of the server's public key."""

    @property
    def root(self) -> str:
        """The authority's certificate as Firefox takes it: base64 without its lines."""
        return base64.b64encode(self._root.public_bytes(Encoding.DER)).decode()


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _begun(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + 30 * DAY)
    )
