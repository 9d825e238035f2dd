"""From the file of a notice to its outline: blocks, headings, tables, in whatever form it comes."""
