"""Pages of the room: reading the file, opening a case, working on it."""
