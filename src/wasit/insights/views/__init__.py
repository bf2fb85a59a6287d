"""Pages of insights: today, the search, the calendar."""
