"""The demonstration: three cities on a Monday inside the Pilkada 2024 campaign, every person in it invented."""
