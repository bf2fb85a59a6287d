"""Tables of the hand-off: the recommendation with its clocks and moves, and what the receiving agency does with it."""

from wasit.forwarding.models.discipline import Contest, Decision, Examination, Summons, TeamMember
from wasit.forwarding.models.recommendation import (
    Recommendation,
    RecommendationDeadline,
    RecommendationMove,
)

__all__ = [
    "Contest",
    "Decision",
    "Examination",
    "Recommendation",
    "RecommendationDeadline",
    "RecommendationMove",
    "Summons",
    "TeamMember",
]
