"""Tests of `qtrack.pages.board`."""
