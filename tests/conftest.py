"""Shared by all tests. Fixtures of one subject live beside its tests."""

import gc

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is; timings belong in the bench.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# A sixth of the tests' time went into looking again and again at what stays until the end.
gc.set_threshold(100_000, 20, 100)


@pytest.hookimpl(trylast=True)  # after pytest-django has put tests of one kind together
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("early") is None)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
