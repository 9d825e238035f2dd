"""Tests of `qtrack.pages.find`."""
