"""Tests of `qtrack.papers.scorecard`."""
