"""Tests of `qtrack.store.programs`."""
