"""Tests of what reads notices, with notices made for them."""
