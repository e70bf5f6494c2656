"""Pages of the live chat at the desk."""
