"""Who said what when."""
