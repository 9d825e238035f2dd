"""qtrack keeps a work plan as YAML in git and tells where it stands."""

__version__ = "0.1.0"
