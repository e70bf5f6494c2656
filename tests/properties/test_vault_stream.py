"""Laws of sealed files: any content, cut in any pieces, comes back; anything else does not."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from plainsight.vault.errors import CannotOpen
from plainsight.vault.stream import FRAME, FileOpener, FileSealer, sealed_size

KEY, FILE = bytes(range(32)), UUID(int=1)
START, SEALED_FRAME = 25, FRAME + 17
lengths = st.integers(0, 5 * FRAME)
pieces = st.integers(1, 2 * FRAME)
few = settings(deadline=None, max_examples=30)


def content_of(length: int) -> bytes:
    return (b"a sign, noticed. " * (length // 17 + 1))[:length]


def sealed(length: int, piece: int = FRAME) -> bytes:
    sealer, content = FileSealer(KEY, FILE), content_of(length)
    chunks = [content[at : at + piece] for at in range(0, length, piece)]
    return b"".join(map(sealer.push, chunks)) + sealer.finish()


def opens(stored: bytes, piece: int = FRAME) -> bytes | None:
    chunks = [stored[at : at + piece] for at in range(0, len(stored), piece)]
    try:
        return b"".join(FileOpener(KEY, FILE).opened(chunks))
    except CannotOpen:
        return None


@few
@given(lengths, pieces, pieces)
def test_a_file_comes_back_however_it_was_cut_on_the_way(
    length: int, piece_in: int, piece_out: int
) -> None:
    stored = sealed(length, piece_in)
    assert len(stored) == sealed_size(length)
    assert opens(stored, piece_out) == content_of(length)


@few
@given(lengths, st.data())
def test_a_file_cut_short_or_altered_anywhere_does_not_open(
    length: int, data: st.DataObject
) -> None:
    stored = bytearray(sealed(length))
    assert opens(bytes(stored[: data.draw(st.integers(0, len(stored) - 1))])) is None
    stored[data.draw(st.integers(0, len(stored) - 1))] ^= data.draw(st.integers(1, 255))
    assert opens(bytes(stored)) is None


@few
@given(st.integers(FRAME, 5 * FRAME), st.data())
def test_frames_open_in_their_own_order_only(length: int, data: st.DataObject) -> None:
    stored = sealed(length)
    rest = stored[START:]
    frames = [rest[at : at + SEALED_FRAME] for at in range(0, len(rest), SEALED_FRAME)]
    order = data.draw(st.lists(st.sampled_from(range(len(frames))), max_size=len(frames) + 1))
    opened = opens(stored[:START] + b"".join(frames[at] for at in order))
    assert (opened is not None) == (order == list(range(len(frames))))
