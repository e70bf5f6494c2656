"""The public site's views: parse, call intake, send on."""
