"""Tests of `qtrack.notice.reading`."""
