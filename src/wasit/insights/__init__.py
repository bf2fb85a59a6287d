"""Wawasan: what the reader has to do today, and later the index, the map and public figures."""
