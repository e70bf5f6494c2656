"""The county of Northmarch, which does not exist, and how it is loaded through the services."""
