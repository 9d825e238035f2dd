"""Tests of `qtrack.ui.phrases`."""
