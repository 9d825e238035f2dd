"""Tests of `qtrack.pages.manual`."""
