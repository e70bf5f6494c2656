"""Work that waits: tasks by schedule, retried when they fail and when their worker dies."""
