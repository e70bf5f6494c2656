"""What the desk may do with staff, sessions and second factors. No other role may do anything."""

from __future__ import annotations

ALL = {"desk": "SELECT, INSERT, UPDATE, DELETE"}

TABLES = {
    "people_officer": {"desk": "SELECT, INSERT, UPDATE"},
    "people_team": {"desk": "SELECT"},
    "people_membership": {"desk": "SELECT, INSERT, DELETE"},
    "people_teamkey": {"desk": "SELECT, INSERT"},
    "people_shift": {"desk": "SELECT, INSERT, UPDATE, DELETE"},
    "people_exclusion": {"desk": "SELECT, INSERT"},
    "people_singlesignon": {"desk": "SELECT, INSERT, DELETE"},
    "people_passkey": ALL,
    "people_unlockedsession": ALL,
    "django_session": ALL,
    "mfa_authenticator": ALL,
    "usersessions_usersession": ALL,
}
