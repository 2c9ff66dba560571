"""All addresses: the editors' side, the partner API, the public site, Wagtail's own pages."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.views import serve as wagtail_serve

from reports.api.views import documentation

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("api/v1/", include("reports.api.urls")),
    path("api/", documentation.documentation, name="api-documentation"),
    path("api/problems/<slug:kind>/", documentation.problem, name="api-problem"),
]

if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}))

urlpatterns += [
    path("", include("reports.site.urls")),
    # Last: it takes every address that is left. Only Wagtail's page view; its log-in for
    # private pages stays out, as public pages know no session and none can be private.
    re_path(wagtail_urls.serve_pattern, wagtail_serve, name="wagtail_serve"),
]
