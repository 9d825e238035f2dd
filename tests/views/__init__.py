"""Tests of qtrack.views."""
