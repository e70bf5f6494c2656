"""What is done with intelligence: every act asks the access rule first and is logged with it."""
