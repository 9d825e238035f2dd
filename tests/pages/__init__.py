"""Tests of `qtrack.pages`."""
