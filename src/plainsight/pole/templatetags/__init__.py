"""Words and drawings for the pages of records."""
