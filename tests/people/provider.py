"""An OpenID Connect provider that a test runs: real HTTP, real keys, and it can lie."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "plainsight-desk", "a secret between two programs"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANOTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OwnProvider:
    """What the provider knows, and what it was told to get wrong."""

    def __init__(self, port: int) -> None:
        """It names itself by its address."""
        self.issuer = f"http://127.0.0.1:{port}"
        self.person: dict[str, Any] = {"sub": "u-1", "preferred_username": "amara.okafor"}
        self.wrong: dict[str, Any] = {}
        self.key = KEY
        self.codes: dict[str, dict[str, str]] = {}

    def authorised(self, address: str) -> str:
        """Do what a person does at the provider: sign in; return the address they are sent to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert query["response_type"] == "code"
        assert query["client_id"] == CLIENT
        code = f"code-{len(self.codes)}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?code={code}&state={query['state']}"

    def described(self) -> dict[str, str]:
        """Its description of itself."""
        described = {
            "issuer": self.wrong.get("described", self.issuer),
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        described.pop(self.wrong.get("missing", ""), None)
        return described

    def token(self, form: dict[str, str]) -> dict[str, str] | None:
        """Give the ID token for a code, once, to the client that can prove itself and the visit."""
        query = self.codes.pop(form["code"], None)
        if query is None or form["client_secret"] != SECRET:
            return None
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != query["code_challenge"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 60}
        claims |= {"nonce": query["nonce"], **self.person, **self.wrong.get("claims", {})}
        claims = {name: value for name, value in claims.items() if value is not None}
        return {"id_token": jwt.encode(claims, self.key, "RS256", headers={"kid": "k1"})}

    def keys(self) -> dict[str, Any]:
        """Its published keys."""
        published = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**published, "kid": "k1", "use": "sig"}]}


@contextmanager
def own_provider() -> Iterator[OwnProvider]:
    """Run a provider on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = {"/.well-known/openid-configuration": here.described, "/keys": here.keys}
            self._answer(known[self.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(here.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _answer(self, found: object) -> None:
            self.send_response(200 if found is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        here = OwnProvider(server.server_address[1])
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield here
        server.shutdown()
