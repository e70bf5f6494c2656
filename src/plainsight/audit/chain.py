"""How heads hang together: what must hold between a head and the one before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plainsight.audit.heads import START, Head, Place, SignedHead, Trusted

BEGINNING = Place(0, 0)


def broken_links(
    signed: SignedHead, before: Head | None, trusted: Trusted, find: Callable[[int], Head | None]
) -> Iterator[tuple[str, str]]:
    """Yield (code, what is wrong) for all that is wrong with a head as the next after another.

    `find` returns a head by its number; it is asked only where a restore left heads out.
    """
    head = signed.head
    number = before.seq + 1 if before else 1
    if head.seq != number:
        yield "head_missing", f"head {number} should stand here, not {head.seq}"
    if head.previous != (before.hash() if before else START):
        yield "chain_broken", "it does not follow from the head before it"
    if not trusted.signed(signed):
        yield "signature_wrong", "no trusted key signed it"
    if before and head.at < before.at:
        yield "clock_ran_back", "its time is before the time of the head before it"
    resumed = before
    if head.resumes != number - 1:
        resumed = find(head.resumes) if 0 < head.resumes < number else None
    expected = BEGINNING if head.resumes == 0 else resumed.end if resumed else None
    if head.start != expected or head.end < head.start:
        yield "range_wrong", "its range does not begin where the last one ended"
