"""Tests of `qtrack.papers.engine`."""
