"""Tests of `qtrack.store.user`."""
