"""Where notices to staff are handed over."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from plainsight.config import environment
from plainsight.config.environment import BadSetting

PLAIN, STARTTLS, TLS = "smtp", "smtp+starttls", "smtps"


@dataclass(frozen=True)
class MailServer:
    """A mail server, and whom letters are from."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""


def server() -> MailServer | None:
    """Return the mail server of the settings, or None. Raises BadSetting for an unusable one."""
    address = environment.raw("PLAINSIGHT_SMTP")
    return mail_server(address, environment.text("PLAINSIGHT_MAIL_FROM")) if address else None


def mail_server(address: str, sender: str) -> MailServer:
    """Read an address as `PLAINSIGHT_SMTP` has it. Raises BadSetting for another."""
    parts = urlsplit(address)
    try:
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port or parts.scheme not in {PLAIN, STARTTLS, TLS}:
        raise BadSetting(
            "PLAINSIGHT_SMTP must begin with smtp://, smtp+starttls:// or smtps:// "
            "and name a host and a port."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.scheme, host, port, sender, user, password)
