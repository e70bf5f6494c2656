"""Records of people, objects, locations and events, and what is known of who is who."""

from plainsight.pole.models.entity import Entity
from plainsight.pole.models.fact import Fact, Marker, Part
from plainsight.pole.models.link import Link
from plainsight.pole.models.match import ClusterStep, Judgement, Pair, Posting, Shape, Veiled
from plainsight.pole.models.notice import Interest, Look, Told

__all__ = [
    "ClusterStep",
    "Entity",
    "Fact",
    "Interest",
    "Judgement",
    "Link",
    "Look",
    "Marker",
    "Pair",
    "Part",
    "Posting",
    "Shape",
    "Told",
    "Veiled",
]
