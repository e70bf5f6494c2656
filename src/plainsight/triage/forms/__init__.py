"""What an officer fills in about a report."""
