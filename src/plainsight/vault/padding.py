"""Size classes: what a sealed value's length may tell is its class and nothing finer.

Text is short, and its length can give a report away to someone who knows roughly what was
written, so its classes are coarse: each four times the one below. Files are long; theirs
follow Padmé (Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and
Communication with PURBs", 2019), which never adds more than 12 per cent.
"""

from plainsight.vault.errors import CannotOpen

CLASSES = (256, 1024, 4096, 16_384, 65_536)
"""Sizes in bytes of a padded text, its four bytes of length included."""

_LENGTH_BYTES = 4
_LIMIT = 2 ** (8 * _LENGTH_BYTES) - CLASSES[-1]


def size_class(length: int) -> int:
    """Give the padded size, in bytes, of a text of `length` bytes.

    Above the largest class, sizes are whole multiples of it. Raises `ValueError` for a
    negative length or one near 4 GiB.
    """
    if not 0 <= length < _LIMIT:
        raise ValueError("a text to pad is shorter than 4 GiB")
    needed = length + _LENGTH_BYTES
    for size in CLASSES:
        if needed <= size:
            return size
    largest = CLASSES[-1]
    return -(-needed // largest) * largest


def pad(text: bytes) -> bytes:
    """Give the text with its length before it and zeros after it, up to its size class."""
    size = size_class(len(text))
    return (len(text).to_bytes(_LENGTH_BYTES, "big") + text).ljust(size, b"\0")


def unpad(padded: bytes) -> bytes:
    """Take the padding off again. Raises `CannotOpen` unless `pad` could have made it."""
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    end = _LENGTH_BYTES + length
    if len(padded) < end or len(padded) != size_class(length) or any(padded[end:]):
        raise CannotOpen("the padding is malformed")
    return padded[_LENGTH_BYTES:end]


def padme(count: int) -> int:
    """Give the smallest Padmé size that holds `count` units (of whatever the caller counts).

    Raises `ValueError` below 1.
    """
    if count < 1:
        raise ValueError("Padmé sizes begin at 1")
    if count == 1:
        return 1
    exponent = count.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    step = 1 << max(free_bits, 0)
    return -(-count // step) * step
