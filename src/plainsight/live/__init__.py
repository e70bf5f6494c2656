"""The bell and the event stream: tells open pages that something changed, never what."""
