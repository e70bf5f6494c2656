"""From which network a request comes, as a number that means nothing an hour later.

Who asks is the other end of the connection, unless that is a proxy that the installation trusts:
then it is the last address in `X-Forwarded-For` that no trusted proxy wrote. Nobody else's word
is taken. The address is cut to its network (IPv4 /24, IPv6 /48) and hashed under a key that is
only in this process's memory and is made anew every hour. Nothing of it is kept or logged.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from hashlib import blake2b
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from plainsight.core.asgi import Scope

RENEWED_S = 3_600.0
PREFIX = {4: 24, 6: 48}

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


def networks(words: str) -> tuple[Network, ...]:
    """Read addresses and networks with spaces between; raises ValueError."""
    return tuple(ip_network(word) for word in words.replace(",", " ").split())


class Networks:
    """Tells the network of a request. Used on the event loop only."""

    def __init__(
        self, proxies: Sequence[Network] = (), *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`proxies` are believed when they say for whom they ask."""
        self._proxies = tuple(proxies)
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._renewed = clock()
        self.hour = 0

    def of(self, scope: Scope) -> bytes | None:
        """Return the network's hash; None when it is not known.

        It is not known when this machine itself asks: that is a proxy which nobody has declared,
        and all people together behind it are not one network.
        """
        if self._clock() - self._renewed >= RENEWED_S:
            self._key = secrets.token_bytes(32)
            self._renewed = self._clock()
            self.hour += 1
        asking = self._asking(scope)
        if asking is None or asking.is_loopback:
            return None
        network = ip_network((asking, PREFIX[asking.version]), strict=False)
        return blake2b(network.network_address.packed, key=self._key, digest_size=16).digest()

    def address_of(self, scope: Scope) -> str:
        """Return who asks, for what must hash it at once; nothing when `of` would know nobody.

        Of an IPv6 address it is the half that names the line and not the device on it.
        """
        asking = self._asking(scope)
        if asking is None or asking.is_loopback:
            return ""
        wide = 32 if asking.version == 4 else 64  # noqa: PLR2004 (the two versions that there are)
        return str(ip_network((asking, wide), strict=False).network_address)

    def _asking(self, scope: Scope) -> Address | None:
        peer = _read((scope.get("client") or ("",))[0])
        if peer is None or not self._is_trusted(peer):
            return peer
        for word in reversed(_forwarded(scope)):
            said = _read(word)
            if said is None or not self._is_trusted(said):
                return said
        return None

    def _is_trusted(self, address: Address) -> bool:
        return any(address in proxies for proxies in self._proxies)


def _forwarded(scope: Scope) -> list[str]:
    lines = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    return b",".join(lines).decode("latin-1").split(",")


def _read(word: str) -> Address | None:
    try:
        address = ip_address(word.strip().partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
