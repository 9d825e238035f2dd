"""Tests of qtrack.render."""
