"""What regulation says, as dated editions of YAML read by small typed functions, in both languages."""

from wasit.rulebook.calendar import Calendar, Holiday
from wasit.rulebook.catalogue import (
    AllowedAct,
    Violation,
    catalogue,
    citation,
    exceptions,
    same_act_before,
    violation,
)
from wasit.rulebook.check import check_all, editions
from wasit.rulebook.clocks import Clock, CountingRule, Extension, Hours, clock, clocks, counting_rules
from wasit.rulebook.conduct import acts_for, conduct_codes, signal_words
from wasit.rulebook.elections import DerivedDay, Election, Phase, Stage, election, election_on, elections
from wasit.rulebook.glossary import term, terms
from wasit.rulebook.reckoning import CountedDay, Reckoning, SkippedDay, reckon
from wasit.rulebook.requirements import Requirement, requirements
from wasit.rulebook.sanctions import (
    Ladder,
    LevelRule,
    Sanction,
    SanctionLevel,
    sanction_ladder,
    sanction_rules,
    sanctions_for,
)
from wasit.rulebook.sheets import Confidence, EditionInfo
from wasit.rulebook.statistics import StatisticRow, statistics
from wasit.rulebook.workflow import (
    Guard,
    Move,
    Opening,
    Outcome,
    StartClock,
    State,
    Step,
    Workflow,
    workflow,
    workflows,
)

__all__ = [
    "AllowedAct",
    "Calendar",
    "Clock",
    "Confidence",
    "CountedDay",
    "CountingRule",
    "DerivedDay",
    "EditionInfo",
    "Election",
    "Extension",
    "Guard",
    "Holiday",
    "Hours",
    "Ladder",
    "LevelRule",
    "Move",
    "Opening",
    "Outcome",
    "Phase",
    "Reckoning",
    "Requirement",
    "Sanction",
    "SanctionLevel",
    "SkippedDay",
    "Stage",
    "StartClock",
    "State",
    "StatisticRow",
    "Step",
    "Violation",
    "Workflow",
    "acts_for",
    "catalogue",
    "check_all",
    "citation",
    "clock",
    "clocks",
    "conduct_codes",
    "counting_rules",
    "editions",
    "election",
    "election_on",
    "elections",
    "exceptions",
    "reckon",
    "requirements",
    "same_act_before",
    "sanction_ladder",
    "sanction_rules",
    "sanctions_for",
    "signal_words",
    "statistics",
    "term",
    "terms",
    "violation",
    "workflow",
    "workflows",
]
