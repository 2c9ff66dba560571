"""One language a site: that of ``LANGUAGE_CODE``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils import translation

from reports.document import language


def site_language() -> Any:
    """A context in which templates speak the site's language, whatever an editor prefers."""
    return translation.override(settings.LANGUAGE_CODE)


def tell(*, setting: str = "LANGUAGE_CODE", **_: Any) -> None:
    """Tell the language to what knows nothing of settings."""
    if setting not in ("LANGUAGE_CODE", "LOCALE_PATHS"):
        return
    if settings.LANGUAGE_CODE == "en":
        language.use("en")
    else:
        language.use(settings.LANGUAGE_CODE, _translate)


def _translate(one: str, many: str, count: int) -> str:
    with site_language():
        return translation.gettext(one) if one == many else translation.ngettext(one, many, count)


setting_changed.connect(tell)
