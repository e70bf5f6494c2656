"""Lists that the whole product speaks in: the signs of modern slavery, their words and sources."""
