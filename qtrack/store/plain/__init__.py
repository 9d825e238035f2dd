"""Files of plain lines, read off without a parser."""
