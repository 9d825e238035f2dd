"""Tests of `qtrack.papers.summary`."""
