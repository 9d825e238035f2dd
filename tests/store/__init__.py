"""Tests of qtrack.store."""
