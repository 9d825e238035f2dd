"""Tests of `qtrack.store.git`."""
