"""Tests of `qtrack.store.plain`."""
