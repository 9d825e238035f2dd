"""Tests of `qtrack.pages.matrix`."""
