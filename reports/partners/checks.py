"""What a server should have set before partners get keys: ``manage.py check --deploy``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def keys_have_a_pepper(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """reports.W001: the keys of partners outlive a change of SECRET_KEY."""
    if settings.REPORTS_API_KEY_PEPPER:
        return []
    return [
        Warning(
            "API_KEY_PEPPER is not set: a new SECRET_KEY gives every webhook another secret, and "
            "without SECRET_KEY_FALLBACKS no API key works any more.",
            hint="Set it to a long random text before the first key is made, and keep it.",
            id="reports.W001",
        )
    ]
