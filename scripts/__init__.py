"""Programs for whoever works on Wasit itself."""
