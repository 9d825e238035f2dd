"""Tests of `qtrack.pages.history`."""
