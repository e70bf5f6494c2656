"""What triage keeps of its own: where each report stands, and what was done with it."""

from plainsight.triage.models.entry import Entry
from plainsight.triage.models.file_lock import FileLock
from plainsight.triage.models.saved_view import SavedView
from plainsight.triage.models.search import Search
from plainsight.triage.models.standing import Standing

__all__ = ["Entry", "FileLock", "SavedView", "Search", "Standing"]
