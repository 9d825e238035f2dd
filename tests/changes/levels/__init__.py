"""Tests of `qtrack.changes.levels`."""
