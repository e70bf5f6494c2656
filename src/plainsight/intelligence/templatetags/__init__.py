"""Words for the pages of intelligence."""
