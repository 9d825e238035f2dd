"""Tests of the plan that is shipped."""
