"""Tests of `qtrack.papers`."""
