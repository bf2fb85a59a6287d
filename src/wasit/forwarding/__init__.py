"""The hand-off: what Bawaslu sends on, what the receiving agency does with it, and who must ask when."""
