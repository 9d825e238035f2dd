"""Tests of `qtrack.standing.reported`."""
