"""Official letters: drafted from facts, numbered without gaps, kept as PDF and DOCX, and open to proof by anyone."""
