"""Pages of the room: reading, moves and letters, the examination, the decision, track records."""
