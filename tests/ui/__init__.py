"""Tests of `qtrack.ui`."""
