"""The public site's pages, asked in the same process with the public role's rights."""
