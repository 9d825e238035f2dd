"""What a person asks for by names and filters."""
