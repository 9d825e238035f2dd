"""Tests of qtrack.cli."""
