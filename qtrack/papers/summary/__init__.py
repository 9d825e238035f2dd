"""The summaries of a period (周报、月报、季报、年报)."""
