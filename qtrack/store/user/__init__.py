"""What belongs to the person: their settings and their shells."""
