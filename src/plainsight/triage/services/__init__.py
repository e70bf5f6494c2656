"""What triage does: every act asks the access rule first and is logged in its own transaction."""

from plainsight.triage.services.ask_reporter import AlreadyAsked, ask_reporter
from plainsight.triage.services.open_report import OpenedReport, Written, open_report
from plainsight.triage.services.show_contact import show_contact
from plainsight.triage.services.take_file import TakenFile, take_file

__all__ = [
    "AlreadyAsked",
    "OpenedReport",
    "TakenFile",
    "Written",
    "ask_reporter",
    "open_report",
    "show_contact",
    "take_file",
]
