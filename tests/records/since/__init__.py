"""Tests of `qtrack.records.since`."""
