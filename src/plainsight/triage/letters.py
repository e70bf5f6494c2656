"""The one letter that staff are sent: there is something to read. Nothing in it differs.

Whoever watches the post learns from no letter what it is about: all have the same words and the
same number of bytes, whoever they are for.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from plainsight.config.mail import STARTTLS, TLS, MailServer
from plainsight.core.clock import now
from plainsight.core.ids import new_id

BYTES = 1200
SUBJECT = "Plainsight"
WORDS = "There is something to read at the desk.\r\n"
PATIENCE_S = 20


def send_letters(addresses: Iterable[str]) -> int:
    """Send the letter to each address, one by one, and return to how many.

    Raises OSError or SMTPException when the server is away or refuses one: the job is tried again,
    and some are then told twice.
    """
    wanted = sorted(set(addresses))
    server: MailServer | None = settings.MAIL
    if server is None or not wanted:
        return 0
    with _line(server) as line:
        for address in wanted:
            line.sendmail(server.sender, [address], letter(server.sender, address))
    return len(wanted)


def letter(sender: str, address: str) -> bytes:
    """Return the letter to one address: BYTES long."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = sender, address, SUBJECT
    made["Date"] = format_datetime(now())
    made["Message-ID"] = f"<{new_id()}@{sender.rpartition('@')[2]}>"
    made.set_content(WORDS)
    bare = made.as_bytes()
    return bare + b"-" * (BYTES - len(bare) - 2) + b"\r\n"


@contextmanager
def _line(server: MailServer) -> Iterator[smtplib.SMTP]:
    kind = smtplib.SMTP_SSL if server.scheme == TLS else smtplib.SMTP
    with kind(server.host, server.port, timeout=PATIENCE_S) as line:
        if server.scheme == STARTTLS:
            line.starttls()
        if server.user:
            line.login(server.user, server.password)
        yield line
