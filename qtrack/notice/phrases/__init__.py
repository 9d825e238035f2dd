"""The phrases of notices, a table a kind. Nothing else in qtrack knows how a notice puts things."""
