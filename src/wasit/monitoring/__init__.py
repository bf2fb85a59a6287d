"""Awasi: what arrives, what is sealed, what is found in it, and what people decide about it."""
