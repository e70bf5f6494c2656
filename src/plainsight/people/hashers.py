"""How passwords are kept: Argon2id, at a cost that many sign-ins at once can pay."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane, as OWASP's password storage sheet has it.

    Django's own takes 100 MiB: eight sign-ins at once would take a small machine's memory.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
