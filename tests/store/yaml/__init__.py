"""Tests of `qtrack.store.yaml`."""
