"""What the log remembers of people: who came in, how, and who let whom do what."""

from __future__ import annotations

from plainsight.audit.registry import Kind, Verb

VERBS = [
    Verb("session.started", Kind.ACCESS, "signed in"),
    Verb("session.refused", Kind.ACCESS, "failed to sign in"),
    Verb("session.ended", Kind.ACCESS, "ended a session"),
    Verb("single_sign_on.linked", Kind.ACCESS, "was matched with single sign-on"),
    Verb("second_factor.added", Kind.ACCESS, "added a second factor"),
    Verb("second_factor.removed", Kind.ACCESS, "removed a second factor"),
    Verb("second_factor.reset", Kind.ACCESS, "took all second factors away"),
    Verb("recovery_codes.made", Kind.ACCESS, "made recovery codes"),
    Verb("recovery_codes.used", Kind.ACCESS, "used a recovery code"),
    Verb("password.changed", Kind.ACCESS, "changed their password"),
    Verb("password.refused", Kind.ACCESS, "gave a wrong password"),
    Verb("key.enrolled", Kind.ACCESS, "chose a passphrase"),
    Verb("key.method_added", Kind.ACCESS, "let a passkey unlock"),
    Verb("key.method_removed", Kind.ACCESS, "stopped a passkey from unlocking"),
    Verb("key.unlocked", Kind.ACCESS, "unlocked"),
    Verb("key.refused", Kind.ACCESS, "failed to unlock"),
    Verb("key.locked", Kind.ACCESS, "locked"),
    Verb("member.admitted", Kind.ACCESS, "admitted to the team's key"),
    Verb("member.removed", Kind.ACCESS, "took the key away from"),
    Verb("officer.added", Kind.ACCESS, "added an officer"),
    Verb("officer.reinstated", Kind.ACCESS, "let sign in again"),
    Verb("officer.roles_changed", Kind.ACCESS, "changed the roles of"),
    Verb("officer.suspended", Kind.ACCESS, "suspended an officer"),
    Verb("shift.entered", Kind.ACCESS, "put on the rota"),
    Verb("shift.removed", Kind.ACCESS, "took off the rota"),
    Verb("notices.chosen", Kind.ACCESS, "chose how to be told by e-mail"),
    Verb("exclusion.made", Kind.ACCESS, "excluded an officer from a record"),
    Verb("team_key.founded", Kind.ACCESS, "founded the team's key"),
    Verb("team_key.custodians_named", Kind.ACCESS, "named the team key's custodians"),
    Verb("team_key.recovered", Kind.ACCESS, "recovered the team's key"),
    Verb("team_key.rotated", Kind.ACCESS, "replaced the team's key"),
    Verb("team_key.destroyed", Kind.ERASURE, "destroyed an old key of the team"),
    Verb("record.erased", Kind.ERASURE, "erased a record"),
]
