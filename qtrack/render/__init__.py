"""How it is shown: the only home of rich and jinja2."""
