"""What happened to entries after they were committed."""
