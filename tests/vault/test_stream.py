"""Files sealed as they come: whole, in order, and no more telling than their size class."""

import os
from uuid import uuid4

import pytest

from plainsight.vault.box import new_key
from plainsight.vault.errors import CannotOpen
from plainsight.vault.padding import padme
from plainsight.vault.stream import FRAME, FileOpener, FileSealer, sealed_size

START, SEALED_FRAME = 25, FRAME + 17
KEY, FILE = new_key(), uuid4()


def sealed(content: bytes) -> bytes:
    sealer = FileSealer(KEY, FILE)
    return sealer.push(content) + sealer.finish()


def opened(stored: bytes) -> bytes:
    return b"".join(FileOpener(KEY, FILE).opened([stored]))


def frames(stored: bytes) -> list[bytes]:
    rest = stored[START:]
    return [rest[at : at + SEALED_FRAME] for at in range(0, len(rest), SEALED_FRAME)]


@pytest.mark.parametrize("length", [0, 1, FRAME - 5, FRAME - 4, FRAME - 3, FRAME, 9 * FRAME + 1])
def test_a_file_comes_back_as_it_was_and_has_the_size_foretold(length: int) -> None:
    content = os.urandom(length)
    stored = sealed(content)
    assert len(stored) == sealed_size(length)
    assert opened(stored) == content


def test_files_of_one_class_have_one_size() -> None:
    assert len(sealed(b"")) == len(sealed(b"x" * 60_000))
    assert sealed_size(17 * 65_532) == sealed_size(18 * 65_532)
    assert len(frames(sealed(bytes(17 * 65_532)))) == padme(17) == 18


def test_another_key_or_another_file_does_not_open() -> None:
    stored = sealed(b"a photograph")
    for opener in (FileOpener(new_key(), FILE), FileOpener(KEY, uuid4())):
        with pytest.raises(CannotOpen):
            opener.push(stored)


@pytest.mark.parametrize("cut", [1, 17, 100, SEALED_FRAME, 2 * SEALED_FRAME])
def test_a_file_cut_short_does_not_open(cut: int) -> None:
    stored = sealed(os.urandom(3 * FRAME))
    with pytest.raises(CannotOpen, match="cut short"):
        opened(stored[:-cut])


@pytest.mark.parametrize("stored", [b"", b"\x01", b"\x01" + b"\0" * 24])
def test_a_file_cut_before_its_first_frame_does_not_open(stored: bytes) -> None:
    with pytest.raises(CannotOpen):
        opened(stored)


def test_a_file_that_goes_on_after_its_end_does_not_open() -> None:
    stored = sealed(os.urandom(3 * FRAME))
    for extra in (b"x", frames(stored)[0], frames(stored)[-1]):
        with pytest.raises(CannotOpen, match="goes on"):
            opened(stored + extra)


def test_frames_in_another_order_or_left_out_or_twice_do_not_open() -> None:
    stored = sealed(os.urandom(4 * FRAME - 100))
    start, (a, b, c, d) = stored[:START], frames(stored)
    for order in ([b, a, c, d], [a, c, d], [a, a, b, c, d], [a, b, d, c], [d]):
        with pytest.raises(CannotOpen):
            opened(start + b"".join(order))


def test_frames_of_another_file_under_the_same_key_do_not_open() -> None:
    one, two = sealed(os.urandom(2 * FRAME - 100)), sealed(os.urandom(2 * FRAME - 100))
    with pytest.raises(CannotOpen):
        opened(one[:START] + frames(one)[0] + frames(two)[1])


def test_what_is_not_a_sealed_file_is_refused_at_its_first_byte() -> None:
    with pytest.raises(CannotOpen, match="not a sealed file"):
        FileOpener(KEY, FILE).push(b"\xff\xd8\xff\xe0 JFIF")


def test_a_sealer_or_opener_that_has_ended_takes_no_more() -> None:
    sealer = FileSealer(KEY, FILE)
    sealer.finish()
    with pytest.raises(ValueError, match="finished"):
        sealer.push(b"more")
    with pytest.raises(ValueError, match="finished"):
        sealer.finish()


def test_a_sealer_holds_one_frame_at_most() -> None:
    sealer = FileSealer(KEY, FILE)
    out = sum(len(sealer.push(bytes(10_000))) for _ in range(100))
    assert 1_000_000 - out <= FRAME
