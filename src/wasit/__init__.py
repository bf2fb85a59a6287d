"""Wasit keeps Indonesia's civil service neutral in elections and treats every civil servant fairly."""
