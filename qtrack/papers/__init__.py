"""The official papers: one folder a paper."""
