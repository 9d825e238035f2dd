"""What several pages and papers say in the same words."""
