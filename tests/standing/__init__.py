"""Tests of qtrack.standing."""
