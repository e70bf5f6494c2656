"""What the desk does with keys. The public site may not import any of this.

None of these writes to the audit log: the vault does not know who acts or why. Callers do,
in the same transaction.
"""

from plainsight.vault.services.custody import recover_team_key, set_custodians
from plainsight.vault.services.enrolment import (
    add_passkey,
    change_passphrase,
    enrol_member,
    remove_passkey,
    set_passphrase,
    unlock,
)
from plainsight.vault.services.erasure import (
    Certificate,
    certificate_of,
    erase_record,
    erasures,
    replay_erasures,
    sweep_erased,
)
from plainsight.vault.services.membership import (
    admit_member,
    found_team,
    member_fingerprint,
    remove_member,
)
from plainsight.vault.services.rotation import (
    Rewrapped,
    destroy_unused_keys,
    prepare_rotation,
    put_in_use,
    rewrap_records,
    rotate_team_key,
)
from plainsight.vault.unlocked import Unlocked

__all__ = [
    "Certificate",
    "Rewrapped",
    "Unlocked",
    "add_passkey",
    "admit_member",
    "certificate_of",
    "change_passphrase",
    "destroy_unused_keys",
    "enrol_member",
    "erase_record",
    "erasures",
    "found_team",
    "member_fingerprint",
    "prepare_rotation",
    "put_in_use",
    "recover_team_key",
    "remove_member",
    "remove_passkey",
    "replay_erasures",
    "rewrap_records",
    "rotate_team_key",
    "set_custodians",
    "set_passphrase",
    "sweep_erased",
    "unlock",
]
