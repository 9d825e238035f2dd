"""Tests of `qtrack.pages.task`."""
