"""Tests of `qtrack.records`."""
