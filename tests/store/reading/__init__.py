"""Tests of qtrack.store.reading."""
