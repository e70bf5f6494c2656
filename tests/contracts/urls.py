"""Who gets what at every address: an address without an entry fails the test.

Public: what anybody gets without cookies, by GET and by an empty POST.
Desk: the first line is GET, the second an empty POST; the columns are those of `visitors.COLUMNS`:
stranger, newcomer (no second factor yet), locked (a triage officer), triage officer, supervisor,
auditor, administrator.

302 leads to the step that is missing (signing in, a second factor, unlocking); 401 and 423 hand
back what was typed, signed out or locked; 403 is a role's refusal; 404 a record that is not there
for this officer; 405 the wrong method, 400 and 422 an empty form.
"""

from __future__ import annotations

PUBLIC = {
    "/": (200, 405),
    "/what/": (200, 405),
    "/signs/": (200, 405),
    "/signs/<slug:slug>/": (200, 405),
    "/accessibility/": (200, 405),
    "/privacy/": (200, 405),
    "/contact/": (200, 405),
    "/safety/": (200, 405),
    "/leave/": (200, 204),
    "/cookies/": (200, 422),
    "/feedback/": (200, 422),
    "/report/": (302, 405),
    "/messages/": (302, 405),
    "/r/": (200, 422),
    "/r/9/": (200, 303),
    "/r/w/": (303, 422),
    "/r/a/": (303, 422),
    "/r/v/": (303, 422),
    "/r/p/": (303, 422),
    "/r/t/": (303, 422),
    "/r/b/": (303, 422),
    "/r/g/": (303, 422),
    "/r/x/": (303, 422),
    "/r/f/": (303, 303),
    "/r/s/": (303, 422),
    "/r/e/": (303, 303),
    "/r/c/": (303, 303),
    "/r/k/": (200, 200),
    "/r/z/": (200, 405),
    "/m/": (200, 422),
    "/m/a/": (405, 422),
    "/m/f/": (303, 303),
    "/m/s/": (303, 422),
    "/m/w/": (303, 422),
    "/m/d/": (303, 303),
}

# Those that end something come last, in this order.
DESK = {
    "/sign-in/": (
        "200 200 200 200 200 200 200",
        "200 200 200 200 200 200 200",
    ),
    "/sign-in/code/": (
        "302 302 302 302 302 302 302",
        "302 302 302 302 302 302 302",
    ),
    "/sign-in/passkey/options/": (
        "405 405 405 405 405 405 405",
        "200 200 200 200 200 200 200",
    ),
    "/sign-in/passkey/": (
        "405 405 405 405 405 405 405",
        "400 400 400 400 400 400 400",
    ),
    "/unlock/": (
        "302 302 200 302 302 403 403",
        "401 302 200 200 200 403 403",
    ),
    "/unlock/passkey/options/": (
        "302 302 405 405 405 403 403",
        "401 302 200 200 200 403 403",
    ),
    "/unlock/passkey/": (
        "302 302 405 405 405 403 403",
        "401 302 400 400 400 403 403",
    ),
    "/unlock/alive/": (
        "302 302 405 405 405 405 405",
        "401 302 200 200 200 200 200",
    ),
    "/account/": (
        "302 302 200 200 200 200 200",
        "401 302 405 405 405 405 405",
    ),
    "/account/password/": (
        "302 302 200 200 200 200 200",
        "401 302 200 200 200 200 200",
    ),
    "/account/confirm/": (
        "302 302 200 200 200 200 200",
        "401 302 200 200 200 200 200",
    ),
    "/account/sessions/<int:session>/end/": (
        "302 302 405 405 405 405 405",
        "401 302 404 404 404 404 404",
    ),
    "/account/second-factor/": (
        "302 200 200 200 200 200 200",
        "401 405 405 405 405 405 405",
    ),
    "/account/app/": (
        "302 200 200 200 200 200 200",
        "401 200 200 200 200 200 200",
    ),
    "/account/app/remove/": (
        "302 302 405 405 405 405 405",
        "401 302 302 302 302 302 302",
    ),
    "/account/recovery-codes/": (
        "302 302 200 200 200 200 200",
        "401 302 200 200 200 200 200",
    ),
    "/account/passkeys/add/": (
        "302 200 200 200 200 200 200",
        "401 405 405 405 405 405 405",
    ),
    "/account/passkeys/add/options/": (
        "302 405 405 405 405 405 405",
        "401 200 200 200 200 200 200",
    ),
    "/account/passkeys/add/done/": (
        "302 405 405 405 405 405 405",
        "401 400 400 400 400 400 400",
    ),
    "/account/passkeys/unlock/options/": (
        "302 302 405 405 405 405 405",
        "401 302 200 200 200 200 200",
    ),
    "/account/passkeys/unlock/": (
        "302 302 405 405 405 405 405",
        "401 302 400 400 400 400 400",
    ),
    "/account/passkeys/<uuid:passkey>/remove/": (
        "302 302 405 405 405 405 405",
        "401 302 404 404 404 404 404",
    ),
    "/account/passphrase/": (
        "302 302 302 302 302 403 403",
        "401 302 302 302 302 403 403",
    ),
    "/team/": (
        "302 302 200 200 200 403 200",
        "401 302 405 405 405 403 405",
    ),
    "/team/<uuid:officer>/admit/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/reports/news/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/reports/views/": (
        "302 302 405 405 405 403 403",
        "401 302 422 422 422 403 403",
    ),
    "/reports/views/<uuid:view_id>/remove/": (
        "302 302 405 405 405 403 403",
        "401 302 404 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/": (
        "302 302 302 200 200 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/reports/<uuid:report_id>/act/<slug:name>/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/ask/": (
        "302 302 302 405 405 403 403",
        "401 302 423 422 422 403 403",
    ),
    "/reports/<uuid:report_id>/contact/": (
        "302 302 302 405 405 403 403",
        "401 302 423 302 302 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/copy/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/lock/": (
        "302 302 302 405 405 403 403",
        "401 302 423 404 404 403 403",
    ),
    "/reports/<uuid:report_id>/files/<uuid:file_id>/lift/": (
        "302 302 403 403 403 403 403",
        "401 302 403 403 403 403 403",
    ),
    "/feedback/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/feedback/<uuid:feedback_id>/": (
        "302 302 302 404 404 403 403",
        "401 302 423 405 405 403 403",
    ),
    "/feedback/<uuid:feedback_id>/settle/": (
        "302 302 405 405 405 403 403",
        "401 302 404 404 404 403 403",
    ),
    "/usage/": (
        "302 302 403 403 200 200 200",
        "401 302 403 403 405 405 405",
    ),
    "/": (
        "302 302 302 302 302 302 302",
        "401 302 405 405 405 405 405",
    ),
    "/live/": (
        "302 302 200 200 200 403 403",
        "401 302 405 405 405 403 403",
    ),
    "/log/": (
        "302 302 403 403 403 200 403",
        "401 302 403 403 403 405 403",
    ),
    "/lock/": (
        "302 302 405 405 405 405 405",
        "401 302 302 302 302 302 302",
    ),
    "/account/sessions/end/": (
        "302 302 405 405 405 405 405",
        "401 302 302 302 302 302 302",
    ),
    "/sign-out/": (
        "405 405 405 405 405 405 405",
        "302 302 302 302 302 302 302",
    ),
}
