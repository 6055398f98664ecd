import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nothing_counted():
    """The limits count in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()
