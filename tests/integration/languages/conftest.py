"""The site in another language, read at a given moment."""

from tests.integration.site.conftest import get, text

__all__ = ["get", "text"]
