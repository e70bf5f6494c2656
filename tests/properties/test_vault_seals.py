"""Laws of seals, whatever is sealed: they open in their place and nowhere else."""

from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from plainsight.vault.box import seal, unseal
from plainsight.vault.context import Context
from plainsight.vault.envelope import Suite
from plainsight.vault.errors import CannotOpen
from plainsight.vault.opening import PrivateKey, open_envelope
from plainsight.vault.padding import CLASSES, pad, padme, size_class, unpad
from plainsight.vault.sealing import seal_to

KEYS = {suite: PrivateKey.generate(suite) for suite in Suite}
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
contexts = st.builds(Context, names, st.uuids(), names, st.integers(1, 2**32 - 1))
keys = st.binary(min_size=32, max_size=32)
texts = st.binary(max_size=5000)


def refused(opening: object, *given_to_it: object) -> bool:
    try:
        opening(*given_to_it)  # type: ignore[operator]  # a function; its type differs by test
    except CannotOpen:
        return True
    return False


@given(contexts, contexts)
def test_different_contexts_never_share_their_bytes(one: Context, two: Context) -> None:
    assert (one == two) == (one.encode() == two.encode())


@given(keys, texts, contexts)
def test_a_box_opens_to_what_was_sealed(key: bytes, text: bytes, context: Context) -> None:
    assert unseal(key, seal(key, text, context), context) == text


@given(keys, texts, contexts, contexts)
def test_a_box_opens_in_no_other_context(
    key: bytes, text: bytes, here: Context, there: Context
) -> None:
    assert here == there or refused(unseal, key, seal(key, text, here), there)


@given(keys, keys, texts, contexts)
def test_a_box_opens_under_no_other_key(
    key: bytes, other: bytes, text: bytes, context: Context
) -> None:
    assert key == other or refused(unseal, other, seal(key, text, context), context)


@given(keys, texts, texts, st.uuids(), st.uuids())
def test_rows_swapped_do_not_open(key: bytes, one: bytes, two: bytes, a: UUID, b: UUID) -> None:
    here, there = Context("report", a, "body"), Context("report", b, "body")
    if a != b:
        assert refused(unseal, key, seal(key, one, here), there)
        assert refused(unseal, key, seal(key, two, there), here)


@given(keys, texts, contexts, st.data())
def test_a_box_with_a_bit_turned_or_a_byte_missing_does_not_open(
    key: bytes, text: bytes, context: Context, data: st.DataObject
) -> None:
    sealed = bytearray(seal(key, text, context))
    cut = data.draw(st.integers(0, len(sealed) - 1))
    assert refused(unseal, key, bytes(sealed[:cut]), context)
    at = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[at // 8] ^= 1 << at % 8
    assert refused(unseal, key, bytes(sealed), context)


@settings(deadline=None)
@given(st.sampled_from(Suite), st.binary(max_size=200), contexts, contexts, st.data())
def test_an_envelope_opens_in_its_place_and_whole_or_not_at_all(
    suite: Suite, secret: bytes, here: Context, there: Context, data: st.DataObject
) -> None:
    envelope = bytearray(seal_to(KEYS[suite].public(), secret, here))
    assert open_envelope(KEYS[suite], bytes(envelope), here) == secret
    assert here == there or refused(open_envelope, KEYS[suite], bytes(envelope), there)
    cut = data.draw(st.integers(0, len(envelope) - 1))
    assert refused(open_envelope, KEYS[suite], bytes(envelope[:cut]), here)
    # The top bit of an X25519 point is ignored by RFC 7748, but HPKE binds the bytes sent.
    at = data.draw(st.integers(0, 8 * len(envelope) - 1))
    envelope[at // 8] ^= 1 << at % 8
    assert refused(open_envelope, KEYS[suite], bytes(envelope), here)


@given(texts)
def test_padding_comes_off_as_it_went_on(text: bytes) -> None:
    assert unpad(pad(text)) == text
    assert len(pad(text)) == size_class(len(text))


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_lengths_of_one_class_look_alike(one: int, two: int) -> None:
    sizes = (*CLASSES, 2 * CLASSES[-1])
    same = [n + 4 <= limit for n in (one, two) for limit in sizes]
    assert (size_class(one) == size_class(two)) == (same[: len(sizes)] == same[len(sizes) :])


@given(st.binary(max_size=600))
def test_padding_that_nobody_could_have_put_on_is_refused(padded: bytes) -> None:
    assert refused(unpad, padded) or pad(unpad(padded)) == padded


@given(st.integers(1, 10**7))
def test_a_file_grows_by_an_eighth_at_most(count: int) -> None:
    assert count <= padme(count) <= count * 1.12 + 1
    assert padme(padme(count)) == padme(count)
