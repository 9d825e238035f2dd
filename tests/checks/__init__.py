"""Tests of qtrack.checks."""
