"""One visitor for each column of the table of addresses."""

from __future__ import annotations

import subprocess

from tests.contracts.resolver import some_report
from tests.running import COMMAND, Running, Visitor

COLUMNS = (
    "stranger",
    "newcomer",  # signed in, has no second factor yet
    "locked",  # a triage officer who has not unlocked
    "triage_officer",
    "supervisor",
    "auditor",
    "administrator",
)
USERS = {
    "locked": "tom.hale",
    "triage_officer": "amara.okafor",
    "supervisor": "ruth.pennant",
    "auditor": "ines.duarte",
    "administrator": "gwen.ashby",
}


def everybody(running: Running) -> dict[str, Visitor]:
    """All of them, each as far in as they can get."""
    visitors = {column: Visitor(running.desk) for column in COLUMNS}
    _as_newcomer(running, visitors["newcomer"])
    for column, user in USERS.items():
        visitors[column].sign_in(running, user)
    for column in ("triage_officer", "supervisor"):
        visitors[column].unlock(running)
    return visitors


def known_records(visitors: dict[str, Visitor]) -> dict[str, str]:
    """Records that the table's addresses name."""
    return {"report_id": some_report(visitors["triage_officer"])}


def _as_newcomer(running: Running, visitor: Visitor) -> None:
    """Add an officer as an administrator of the machine does, and sign in with that password."""
    told = subprocess.run(
        [
            *(*COMMAND, "user", "add", "nadia.novak", "Nadia Novak", "--role", "triage_officer"),
            *("--force", "Northmarch Police", "--team", "Exploitation and Vulnerability Desk"),
        ],
        env=running.environment(),
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    password = told.partition("shown only now: ")[2].split()[0]
    answer = visitor.post("/sign-in/", username="nadia.novak", password=password)
    assert answer.status_code == 302, answer.text
