"""What each database role may do with the vault's tables.

The public role reads public keys; record keys it writes through intake's gate functions.
MAINTAIN lets the desk and the worker sweep the key table after an erasure.
"""

TABLES: dict[str, dict[str, str]] = {
    "vault_teampublic": {"public": "SELECT", "desk": "SELECT, INSERT, UPDATE, DELETE"},
    "vault_recordkey": {
        "desk": "SELECT, INSERT, UPDATE, DELETE, MAINTAIN",
        "worker": "MAINTAIN",
    },
    "vault_memberkey": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
    "vault_unlockmethod": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
    "vault_admission": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
    "vault_teamgrant": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
    "vault_custodian": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
    "vault_recoveryenvelope": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
    "vault_erasure": {
        "desk": "SELECT, INSERT, UPDATE(swept_at)",
        "worker": "SELECT, UPDATE(swept_at)",
    },
}

FUNCTIONS: dict[str, set[str]] = {}
