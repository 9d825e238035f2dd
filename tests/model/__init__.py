"""Tests of qtrack.model."""
