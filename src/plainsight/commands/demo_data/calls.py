"""What the county's desk took down from calls, letters and other agencies."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("calls.toml")


def enter(given: dict[str, Any]) -> dict[str, Any]:
    """Enter each, as the officer who took it, and open some of them."""
    from plainsight.core.clock import now
    from plainsight.core.ids import new_id
    from plainsight.intake.answers import Answers
    from plainsight.intake.contact import Contact
    from plainsight.intake.entering import new_key
    from plainsight.people.models import Officer
    from plainsight.triage.services import open_report
    from plainsight.triage.services.enter_report import enter_report
    from plainsight.vault.services import unlock

    officer = Officer.objects.get(username="nadia.birch")
    key = unlock(holder=officer.id, passphrase=given["passphrase"])
    for call in tomllib.loads(FILE.read_text(encoding="utf-8"))["call"]:
        told = {name: value for name, value in call.items() if name not in {"channel", "hours_ago"}}
        is_opened = told.pop("opened", False)
        contact = Contact(**told.pop("contact", {}))
        made = enter_report(
            officer=officer,
            report_id=new_id(),
            channel=call["channel"],
            received_at=now() - timedelta(hours=call["hours_ago"]),
            answers=Answers(**told, contact=contact),
            key=new_key(),
        )
        if is_opened:
            open_report(officer=officer, unlocked=key, report_id=made.report.id)
    return {}
