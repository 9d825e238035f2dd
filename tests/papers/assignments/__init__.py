"""Tests of `qtrack.papers.assignments`."""
