"""What triage does: every act asks the access rule first and is logged in its own transaction."""

from plainsight.triage.services.ask_reporter import AlreadyAsked, ask_reporter
from plainsight.triage.services.copy_file import CopiedFile, copy_file
from plainsight.triage.services.finding import FileLocked
from plainsight.triage.services.lock_file import lift_lock, lock_file, reason_of
from plainsight.triage.services.open_report import ListedFile, OpenedReport, Written, open_report
from plainsight.triage.services.show_contact import show_contact
from plainsight.triage.services.take_file import (
    FileDiffers,
    FileInfected,
    TakenFile,
    WarnFirst,
    take_file,
)

__all__ = [
    "AlreadyAsked",
    "CopiedFile",
    "FileDiffers",
    "FileInfected",
    "FileLocked",
    "ListedFile",
    "OpenedReport",
    "TakenFile",
    "WarnFirst",
    "Written",
    "ask_reporter",
    "copy_file",
    "lift_lock",
    "lock_file",
    "open_report",
    "reason_of",
    "show_contact",
    "take_file",
]
