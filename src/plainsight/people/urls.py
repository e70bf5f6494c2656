"""The desk's addresses for signing in, unlocking, one's own account and the team."""

from __future__ import annotations

from django.urls import path

from plainsight.people.views import (
    account,
    recovery,
    rota,
    second_factor,
    sign_in,
    single_sign_on,
    team,
    unlocking,
)

urlpatterns = [
    path("sign-in/", sign_in.sign_in),
    path("sign-in/single/", single_sign_on.begin),
    path("sign-in/single/back/", single_sign_on.back),
    path("sign-in/code/", sign_in.code),
    path("sign-in/passkey/options/", sign_in.passkey_options),
    path("sign-in/passkey/", sign_in.passkey),
    path("sign-out/", sign_in.sign_out),
    path("unlock/", unlocking.unlock),
    path("unlock/passkey/options/", unlocking.passkey_options),
    path("unlock/passkey/", unlocking.passkey),
    path("unlock/alive/", unlocking.alive),
    path("lock/", unlocking.lock),
    path("account/", account.account),
    path("account/password/", account.password),
    path("account/confirm/", account.confirm),
    path("account/sessions/end/", account.sessions_end),
    path("account/sessions/<int:session>/end/", account.session_end),
    path("account/second-factor/", second_factor.choose),
    path("account/app/", second_factor.app),
    path("account/app/remove/", second_factor.app_remove),
    path("account/recovery-codes/", second_factor.recovery_codes),
    path("account/passkeys/add/", second_factor.passkey_add),
    path("account/passkeys/add/options/", second_factor.passkey_add_options),
    path("account/passkeys/add/done/", second_factor.passkey_add_done),
    path("account/passkeys/unlock/options/", second_factor.passkey_unlock_options),
    path("account/passkeys/unlock/", second_factor.passkey_unlock),
    path("account/passkeys/<uuid:passkey>/remove/", second_factor.passkey_remove),
    path("account/passphrase/", team.passphrase),
    path("account/notices/", rota.notices),
    path("rota/", rota.rota),
    path("rota/enter/", rota.enter),
    path("rota/<uuid:shift_id>/remove/", rota.remove),
    path("team/", team.team),
    path("team/recover/", recovery.recover),
    path("team/<uuid:officer>/admit/", team.member_admit),
]
