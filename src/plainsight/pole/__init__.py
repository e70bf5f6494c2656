"""People, objects, locations and events: what is known of each, how they are linked, who is who."""
