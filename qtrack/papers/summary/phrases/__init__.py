"""The sentences of a summary: of one matter, of the chapters of the first pages, of a longer span."""
