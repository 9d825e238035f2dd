"""Tests of `qtrack.ui.workbook`."""
