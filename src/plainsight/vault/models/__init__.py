"""The vault's tables: public keys, sealed private ones, and each record's sealed key.

Holders and records are known here by their ids only; who and what they are is decided in
layers above. No row holds a key in clear.
"""

from plainsight.vault.models.erasure import Erasure
from plainsight.vault.models.member import Admission, MemberKey, TeamGrant, UnlockMethod
from plainsight.vault.models.record import RecordKey
from plainsight.vault.models.recovery import Custodian, RecoveryEnvelope
from plainsight.vault.models.team import TeamPublic

__all__ = [
    "Admission",
    "Custodian",
    "Erasure",
    "MemberKey",
    "RecordKey",
    "RecoveryEnvelope",
    "TeamGrant",
    "TeamPublic",
    "UnlockMethod",
]
