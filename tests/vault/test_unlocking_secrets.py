"""Passphrases stretched, keepers, signatures, and keys as text."""

import threading
from pathlib import Path

import pytest

from plainsight.vault import stretch as stretching
from plainsight.vault.armour import private_text, public_text, read_private, read_public
from plainsight.vault.bundles import MemberSecret, TeamSecret
from plainsight.vault.errors import TooBusy
from plainsight.vault.keepers import FileKeeper, HeldKeeper
from plainsight.vault.opening import PrivateKey
from plainsight.vault.signing import SigningKey, is_signed
from plainsight.vault.stretch import Cost, stretch

CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
KEEPER = HeldKeeper(b"k" * 32)
PHRASE = "correct horse battery"
SALT = b"0123456789abcdef"


def made(passphrase: str = PHRASE, keeper: HeldKeeper = KEEPER) -> bytes:
    return stretch(passphrase, SALT, keeper=keeper, cost=CHEAP)


def test_a_stretched_passphrase_depends_on_passphrase_salt_cost_and_keeper() -> None:
    keys = {
        made(),
        made("correct horse batterz"),
        made(keeper=HeldKeeper(b"l" * 32)),
        stretch("correct horse battery", SALT[::-1], keeper=KEEPER, cost=CHEAP),
        stretch("correct horse battery", SALT, keeper=KEEPER, cost=Cost(2, 64, 1)),
    }
    assert len(keys) == 5
    assert made() == made()


def test_one_letter_typed_in_two_ways_is_the_same_passphrase() -> None:
    assert made("caf\u00e9 on the corner") == made("cafe\u0301 on the corner")


def test_the_usual_cost_is_what_rfc_9106_recommends_second() -> None:
    assert Cost() == Cost(passes=3, memory_kib=64 * 1024, lanes=4)
    assert Cost.read(Cost().stored()) == Cost()


def test_more_unlocks_at_once_than_fit_are_refused_and_the_turn_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stretching, "WAIT_S", 0.05)
    held = [stretching._turns.acquire(timeout=1) for _ in range(stretching.AT_ONCE)]
    assert all(held)
    with pytest.raises(TooBusy):
        made()
    for _ in held:
        stretching._turns.release()
    threads = [threading.Thread(target=made) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made()


def test_a_file_keeper_makes_its_file_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "desk-secret"
    first, again = FileKeeper(path), FileKeeper(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert first.mix("passphrase", b"x") == again.mix("passphrase", b"x")
    assert first.mix("passphrase", b"x") != first.mix("another", b"x")
    assert FileKeeper(tmp_path / "another").mix("passphrase", b"x") != first.mix("passphrase", b"x")
    path.chmod(0o644)
    with pytest.raises(PermissionError):
        FileKeeper(path)


def test_a_keeper_signs_by_purpose_and_never_shows_its_secret(tmp_path: Path) -> None:
    keeper = FileKeeper(tmp_path / "secret")
    signature = keeper.sign("heads", b"head 1")
    assert is_signed(keeper.verify_key("heads"), signature, "keeper: heads", [b"head 1"])
    assert not is_signed(keeper.verify_key("other"), signature, "keeper: heads", [b"head 1"])
    assert "secret" not in repr(keeper)
    with pytest.raises(ValueError, match="32 bytes"):
        HeldKeeper(b"short")


def test_a_signature_holds_for_its_label_parts_and_key_only() -> None:
    key = SigningKey.generate()
    signature = key.sign("label", [b"ab", b"c"])
    assert is_signed(key.verify_key, signature, "label", [b"ab", b"c"])
    assert not is_signed(key.verify_key, signature, "label", [b"a", b"bc"])
    assert not is_signed(key.verify_key, signature, "other", [b"ab", b"c"])
    assert not is_signed(SigningKey.generate().verify_key, signature, "label", [b"ab", b"c"])
    assert not is_signed(b"", b"", "label", [])


def test_a_bundle_survives_being_stored_and_shows_nothing_when_printed() -> None:
    team = TeamSecret.generate()
    again = TeamSecret.decode(team.encode())
    assert again.wrapping_key == team.wrapping_key
    assert again.public_halves() == team.public_halves()
    assert team.signing.seed.hex() not in repr(team)
    with pytest.raises(ValueError, match="bundle"):
        MemberSecret.decode(b"\x07" + team.encode()[1:])


def test_a_key_printed_and_typed_in_again_is_the_same() -> None:
    key = PrivateKey.generate()
    text = private_text(key)
    assert max(map(len, text.splitlines())) <= 60
    typed = text.lower().replace("0", "o").replace("1", "l").replace(" ", "  ")
    typed = typed.replace(typed.splitlines()[0], "Plainsight private key")
    assert read_private(typed).encode() == key.encode()
    assert read_public(public_text(key.public())) == key.public()


def test_a_key_mistyped_cut_or_of_the_wrong_half_is_refused() -> None:
    key = PrivateKey.generate()
    text = private_text(key)
    letter = "A" if text[40] != "A" else "B"
    for wrong in (text[:40] + letter + text[41:], text[:-4], text[:40] + "!" + text[41:], ""):
        with pytest.raises(ValueError, match=r"letter|heading|begin"):
            read_private(wrong)
    with pytest.raises(ValueError, match="begin"):
        read_private(public_text(key.public()))
