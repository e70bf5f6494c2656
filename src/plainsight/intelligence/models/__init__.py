"""Intelligence reports, where they came from, and what was done with them."""

from plainsight.intelligence.models.mention import Mention
from plainsight.intelligence.models.origin import Origin
from plainsight.intelligence.models.report import IntelReport
from plainsight.intelligence.models.step import Step
from plainsight.intelligence.models.watch import Notice, Watch

__all__ = ["IntelReport", "Mention", "Notice", "Origin", "Step", "Watch"]
