"""Tests of qtrack.changes."""
