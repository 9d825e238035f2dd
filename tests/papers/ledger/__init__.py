"""Tests of `qtrack.papers.ledger`."""
