"""Settings, addresses and goods of the test shop."""
