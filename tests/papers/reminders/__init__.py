"""Tests of `qtrack.papers.reminders`."""
