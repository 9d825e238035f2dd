"""Tests of qtrack.locale."""
