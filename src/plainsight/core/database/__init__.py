"""The database's walls: the private server, the roles, the doors and the table of grants."""
