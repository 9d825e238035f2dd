"""How much processor time commands take, against a program that does next to nothing: see `__main__`."""
