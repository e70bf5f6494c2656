"""Every setting that the product reads, in one place; docs/settings.md lists the same."""

from __future__ import annotations

from plainsight.config.environment import declare

EVERY = "every process"

declare(
    "PLAINSIGHT_DATA",
    "Folder for sealed files, the spool and, without DATABASE_URL, the private database. "
    "Keep it by itself.",
    zones=EVERY,
    default="data",
)
declare(
    "DATABASE_URL",
    "PostgreSQL address with this process's own role. Without it a private server runs "
    "in the data folder.",
    zones=EVERY,
)
declare(
    "PLAINSIGHT_SECRET_KEY",
    "Signs cookies and form tokens of this zone; another one for each zone.",
    zones="public, desk, worker",
)
declare(
    "PLAINSIGHT_CODE_KEY",
    "Finds a conversation by its return code; only the public side has it.",
    zones="public",
)
declare(
    "PLAINSIGHT_TEAM_FINGERPRINT",
    "The pinned fingerprint of the team's public key, as `plainsight key fingerprint` prints it.",
    zones="public",
)
declare(
    "PLAINSIGHT_DESK_SECRET",
    "Stretches passphrases together with Argon2id; keep it out of the database's backups.",
    zones="desk",
)
declare(
    "PLAINSIGHT_CHECKPOINT_KEY",
    "Ed25519 seed (64 hexadecimal characters) that signs the heads of the audit log.",
    zones="checkpoint",
)
declare(
    "PLAINSIGHT_CHECKPOINT_PUBLIC",
    "Public keys that `plainsight audit verify` trusts, as `plainsight audit key` prints them; "
    "several, with spaces between, after a change of key.",
    zones="who verifies the log, checkpoint",
)
declare(
    "PLAINSIGHT_HEADS",
    "Folder outside the database to which signed heads of the audit log are copied.",
    zones="checkpoint",
    default="data/heads",
)
declare(
    "PLAINSIGHT_PUBLIC_URL",
    "Origin of the public site, as people reach it.",
    zones="public, desk",
    default="http://127.0.0.1:8000",
)
declare(
    "PLAINSIGHT_DESK_URL",
    "Origin of the desk, as staff reach it. In use it has another registrable domain.",
    zones="desk",
    default="http://localhost:8001",
)
declare("PLAINSIGHT_PUBLIC_PORT", "Port of the public site.", zones="public", default="8000")
declare("PLAINSIGHT_DESK_PORT", "Port of the desk.", zones="desk", default="8001")
declare(
    "PLAINSIGHT_EXIT_URL",
    "Where the quick exit goes: neutral, https, not contacted before the exit.",
    zones="public",
    default="https://www.bbc.co.uk/weather",
)
declare(
    "PLAINSIGHT_PROXIES",
    "Addresses or networks (with spaces between) of the proxies that are believed when they say "
    "in X-Forwarded-For for whom they ask. Nobody is unless named here.",
    zones="public",
    default="",
)
declare(
    "PLAINSIGHT_IDLE_LOCK_MINUTES",
    "Minutes without a sign of life after which the desk locks.",
    zones="desk",
    default="15",
)
declare(
    "PLAINSIGHT_THREADS",
    "Threads that serve pages, each process.",
    zones="public, desk",
    default="8",
)
declare(
    "PLAINSIGHT_LANGUAGE",
    "Language of the public site, as its code. Another than the default needs a catalogue.",
    zones="public",
    default="en-gb",
)
declare(
    "PLAINSIGHT_LOCALE",
    "Folder of catalogues (`xx/LC_MESSAGES/django.mo`) besides those of Plainsight itself.",
    zones="public",
)
declare(
    "PLAINSIGHT_CLAMAV",
    "ClamAV daemon that the desk asks before a file is handed over: the path of its socket, or "
    "host:port. Files go to it in clear, so keep it on this machine.",
    zones="desk",
)
declare(
    "PLAINSIGHT_CONTROL_ROOM_MINUTES",
    "Minutes after which the desk alarms when the control room has not acknowledged a report.",
    zones="desk",
    default="10",
)
declare(
    "PLAINSIGHT_OIDC_ISSUER",
    "The force's OpenID Connect provider, as it names itself (https://...). Empty: nobody signs in "
    "by one. Its redirect address is /sign-in/single/back/ of the desk.",
    zones="desk",
    default="",
)
declare("PLAINSIGHT_OIDC_CLIENT", "What the provider calls this desk.", zones="desk", default="")
declare(
    "PLAINSIGHT_OIDC_SECRET",
    "What the provider gave this desk to prove itself by.",
    zones="desk",
    default="",
)
declare(
    "PLAINSIGHT_OIDC_CLAIM",
    "The claim with the officer's username, at their first sign-in; of an address, what stands "
    "before the @. From then on the subject alone counts.",
    zones="desk",
    default="preferred_username",
)
declare(
    "PLAINSIGHT_OIDC_FACTOR",
    "The provider's word (in `amr`, such as mfa) that stands for a second factor of our own. "
    "Empty: our own is always asked for.",
    zones="desk",
    default="",
)
declare(
    "PLAINSIGHT_SMTP",
    "Mail server for notices to staff: smtp://host:port, or with a password "
    "smtp+starttls://user:password@host:port or smtps://. Without it nobody is told by e-mail.",
    zones="worker",
)
declare(
    "PLAINSIGHT_MAIL_FROM",
    "Sender of the notices to staff.",
    zones="worker",
    default="desk@localhost",
)
declare(
    "PLAINSIGHT_NOTICE_DAYS",
    "Days between the announcement that a report will be erased and its erasure; at least 7.",
    zones="desk, worker",
    default="28",
)
declare(
    "PLAINSIGHT_BACKUP_DAYS",
    "Days for which a backup is kept: until then one may still hold what was erased.",
    zones="desk, worker",
    default="35",
)
declare(
    "PLAINSIGHT_MATCH_SPARK",
    "A Spark master, such as spark://host:7077 or local[2], for `plainsight match`; "
    "empty for DuckDB on this machine.",
    zones="worker",
    default="",
)
