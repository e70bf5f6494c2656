"""Storing re-wrapped record keys, many in one statement."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection

_STORE = """
    UPDATE public.vault_recordkey AS k
       SET wrapped = n.wrapped, envelope = NULL, team_key = %(team_key)s
      FROM unnest(%(records)s::uuid[], %(wrapped)s::bytea[]) AS n (record, wrapped)
     WHERE k.record = n.record AND (k.wrapped IS NULL OR k.team_key <> %(team_key)s)
"""


def store_wrapped(team_key: UUID, wrapped: Mapping[UUID, bytes]) -> None:
    """Put symmetric wraps in the place of envelopes, or of wraps under another team key.

    What somebody else has re-wrapped to this key meanwhile is left as it is.
    """
    if not wrapped:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            _STORE,
            {
                "team_key": team_key,
                "records": list(wrapped),
                "wrapped": list(wrapped.values()),
            },
        )
