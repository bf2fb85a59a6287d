"""One search over everything that the reader may see: what was typed, what is near it, and a finder for each room."""
