"""What recording shows: the matter, the form in an editor, what was written."""
