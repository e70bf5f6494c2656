"""Speaking to the provider: authorisation code with PKCE, and an ID token that is verified whole.

Signature by the provider's published keys, issuer, audience, times and nonce: all are checked,
although the token comes by a direct line (OpenID Connect Core 1.0, 3.1.3.7).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx
import jwt

ALGORITHMS = ["RS256", "PS256", "ES256"]
LEEWAY_S = 30
TIMEOUT_S = 10.0
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
DISCOVERY = "/.well-known/openid-configuration"


class ProviderAway(Exception):
    """The provider does not answer, or not as it should; nobody can be let in by it now."""


class NotVouchedFor(Exception):
    """What came back does not prove who somebody is."""


@dataclass(frozen=True)
class Asked:
    """What one visit to the provider is bound to; it comes back in a sealed cookie."""

    state: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    @property
    def challenge(self) -> str:
        """The verifier's hash (RFC 7636, S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


@dataclass(frozen=True)
class Provider:
    """One provider as the settings name it. Its `repr` shows no secret."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    back: str

    def address(self, asked: Asked) -> str:
        """Return where the browser is sent. Raises ProviderAway."""
        query = {
            "response_type": "code",
            "client_id": self.client,
            "redirect_uri": self.back,
            "scope": "openid profile email",
            "state": asked.state,
            "nonce": asked.nonce,
            "code_challenge": asked.challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._described()['authorization_endpoint']}?{urlencode(query)}"

    def claims(self, code: str, asked: Asked) -> dict[str, Any]:
        """Return what the provider vouches for, for a code. Raises ProviderAway, NotVouchedFor."""
        described = self._described()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "client_id": self.client,
            "client_secret": self.secret,
            "code_verifier": asked.verifier,
        }
        answer = _fetched("POST", described["token_endpoint"], data=form)
        return self._verified(str(answer.get("id_token", "")), described, asked)

    def _verified(self, token: str, described: dict[str, Any], asked: Asked) -> dict[str, Any]:
        try:
            header = jwt.get_unverified_header(token)
            keys = jwt.PyJWKSet.from_dict(_fetched("GET", described["jwks_uri"]))
            key = next(one for one in keys.keys if one.key_id == header.get("kid"))
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=ALGORITHMS,
                audience=self.client,
                issuer=self.issuer,
                leeway=LEEWAY_S,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except (jwt.PyJWTError, StopIteration):
            raise NotVouchedFor("the token is not one of the provider's for us") from None
        if not secrets.compare_digest(str(claims["nonce"]), asked.nonce):
            raise NotVouchedFor("the token belongs to another visit")
        if isinstance(claims["aud"], list) and claims.get("azp", self.client) != self.client:
            raise NotVouchedFor("the token was made for another")
        return claims

    def _described(self) -> dict[str, Any]:
        """Return the provider's description of itself, which has to be its own."""
        described = _fetched("GET", self.issuer.rstrip("/") + DISCOVERY)
        if described.get("issuer") != self.issuer:
            raise ProviderAway("the description is another provider's")
        if not all(described.get(name) for name in ENDPOINTS):
            raise ProviderAway("the description is not whole")
        return described


def _fetched(method: str, address: Any, **more: Any) -> dict[str, Any]:
    """Fetch JSON; redirects are not followed. Nothing of an answer goes into an error."""
    try:
        answer = httpx.request(method, str(address), timeout=TIMEOUT_S, **more)
        answer.raise_for_status()
        found = answer.json()
    except httpx.HTTPStatusError as error:
        if method == "POST" and error.response.is_client_error:
            raise NotVouchedFor("the provider does not know the code") from None
        raise ProviderAway("the provider refuses") from None
    except (httpx.HTTPError, httpx.InvalidURL, ValueError):
        raise ProviderAway("the provider does not answer") from None
    if not isinstance(found, dict):
        raise ProviderAway("the provider answers in another form")
    return found
