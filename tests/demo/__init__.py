"""Tests of what a demo tells."""
