"""Pages of the room: triage, deliveries, clippings."""
