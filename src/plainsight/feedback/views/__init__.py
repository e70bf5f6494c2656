"""The desk's pages for feedback and for the use of the public site."""
