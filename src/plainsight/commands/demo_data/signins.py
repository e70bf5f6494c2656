"""The demo's sign-ins: made once for each data folder, so that no two demos share a password."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from plainsight.commands.zones import House, write_private

# Short plain words; five of 64 and a number are for a demo on one's own machine.
WORDS = tuple(Path(__file__).with_name("words.txt").read_text().split())


@dataclass(frozen=True)
class Member:
    """A fictional member of staff."""

    username: str
    name: str
    role: str
    collar_number: str


STAFF = (
    Member("amara.okafor", "Amara Okafor", "triage_officer", "NM 2107"),
    Member("tom.hale", "Tom Hale", "triage_officer", "NM 1844"),
    Member("callum.reyes", "Callum Reyes", "triage_officer", "NM 2250"),
    Member("nadia.birch", "Nadia Birch", "triage_officer", "NM 1613"),
    Member("ruth.pennant", "Ruth Pennant", "supervisor", "NM 0932"),
    Member("owen.farrow", "Owen Farrow", "supervisor", "NM 0788"),
    Member("mina.harrow", "Mina Harrow", "intelligence_officer", "NM 1170"),
    Member("leo.strand", "Leo Strand", "investigator", "NM 2031"),
    Member("priya.lowe", "Priya Lowe", "victim_identification", "NM 0417"),
    Member("ines.duarte", "Inês Duarte", "auditor", ""),
    Member("gwen.ashby", "Gwen Ashby", "administrator", ""),
)


@dataclass(frozen=True)
class SignIns:
    """What a visitor needs: one password and one passphrase for all, and a return code."""

    password: str
    passphrase: str
    return_code: str = ""


def made() -> SignIns:
    """Return new ones."""
    return SignIns(_words(3, number=True), _words(5, number=False))


def read(house: House) -> SignIns | None:
    """Return those of a demo that was loaded to the end, or None."""
    file = house.data / "secrets" / "demo.json"
    if not file.exists():
        return None
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return SignIns(**kept)


def keep(house: House, signin: SignIns) -> None:
    """Keep them with the demo's other secrets: this says that loading is done."""
    write_private(house.data / "secrets" / "demo.json", json.dumps(asdict(signin)))


def keep_custodians(house: House, texts: list[str]) -> None:
    """Keep what each custodian would lock away on paper, so that a visitor can be two of them."""
    folder = house.data / "custodians"
    folder.mkdir(mode=0o700, exist_ok=True)
    for number, text in enumerate(texts, 1):
        write_private(folder / f"custodian-{number}.txt", text)


def told(signin: SignIns, house: House) -> str:
    """Return what is printed: who may sign in at the desk and how, and a code for the public."""
    usual = Path("data").absolute()
    prefix = "" if house.data == usual else f"PLAINSIGHT_DATA={house.data} "
    lines = [
        "",
        "Sign in at the desk as one of these (all are fictional):",
        *(f"  {one.username:14} {one.role.replace('_', ' ')}" for one in STAFF),
        f"  password      {signin.password}",
        f"  code          {prefix}.venv/bin/plainsight demo code amara.okafor",
        f"  passphrase    {signin.passphrase}   (unlocks the reports)",
        "",
        f"Custodians: any two of {house.data / 'custodians'} open what nobody else can, at",
        f"  {house.desk_url}/team/recover/",
        "",
        f"A reporter's return code, to read an answer at {house.public_url}/m/",
        f"  {signin.return_code}",
        "",
        "Ctrl-C stops everything; the next start keeps what you did.",
        "",
    ]
    return "\n".join(lines)


def _words(count: int, *, number: bool) -> str:
    chosen = [secrets.choice(WORDS) for _ in range(count)]
    return "-".join([*chosen, *([str(secrets.randbelow(90) + 10)] if number else [])])
