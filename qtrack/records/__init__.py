"""What is shown: one record a fact, for pages, papers and JSON alike."""
