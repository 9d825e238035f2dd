"""Tests of `qtrack.pages.indicators`."""
