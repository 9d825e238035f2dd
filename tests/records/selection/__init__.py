"""Tests of `qtrack.records.selection`."""
