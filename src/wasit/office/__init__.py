"""The secretariat: agencies, officers, reach, permission, journal, notices, numbers and the vault."""
