"""Tests of qtrack; the folders mirror the package."""
