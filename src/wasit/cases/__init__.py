"""Tindak: cases from registration to decision and forwarding, under statutory clocks."""
