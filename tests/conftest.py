"""Shared by all tests. Fixtures of one subject live beside its tests."""
