"""Rosters: civil servants and other staff, units, regions and contests with their candidate pairs."""
