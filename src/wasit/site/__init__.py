"""The roof: settings, addresses, navigation, the tick and the one command line."""
