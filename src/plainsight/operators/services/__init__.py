"""What operators do: every act asks the access rule first and is logged in its own transaction."""
