"""The three lists that never agree (Bawaslu, government, BKN), matched row by row with reasons."""
