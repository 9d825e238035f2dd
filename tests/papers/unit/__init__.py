"""Tests of `qtrack.papers.unit`."""
