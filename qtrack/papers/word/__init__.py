"""Papers as Word documents: a template with marks that an office sets its own way, and what fills it."""
