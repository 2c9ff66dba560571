"""Shared by all tests. Fixtures of one subject live beside its tests."""

from hypothesis import settings

# How long an example takes says how busy the machine is; timings belong in the bench.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
