"""Quality figures and ratios, printed as tables."""
