"""Tests of `qtrack.store.form`."""
