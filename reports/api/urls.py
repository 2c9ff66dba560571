"""The addresses of the API, below ``/api/v1/``. Nothing falls through to the site's pages."""

from __future__ import annotations

from django.urls import path, re_path

from reports.api.views import changes, checks, details, documentation, further, lists, usage
from reports.api.views.root import Index, Unknown

app_name = "api"

REPORT = "<slug:market>/<slug:edition>"

urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("markets/", lists.Markets.as_view(), name="markets"),
    path("markets/<slug:market>/", details.MarketDetail.as_view(), name="market"),
    path("reports/", lists.Reports.as_view(), name="reports"),
    path(f"reports/{REPORT}/", details.ReportDetail.as_view(), name="report"),
    path("figures/", lists.Figures.as_view(), name="figures"),
    path(f"figures/{REPORT}/<slug:key>/", details.FigureDetail.as_view(), name="figure"),
    path("key-players/", lists.KeyPlayers.as_view(), name="key-players"),
    path(f"key-players/{REPORT}/<slug:key>/", details.KeyPlayerDetail.as_view(), name="key-player"),
    path("developments/", lists.Developments.as_view(), name="developments"),
    path(
        f"developments/{REPORT}/<slug:key>/",
        details.DevelopmentDetail.as_view(),
        name="development",
    ),
    path("releases/", further.Releases.as_view(), name="releases"),
    path(f"releases/{REPORT}/<int:number>/", further.ReleaseDetail.as_view(), name="release"),
    path("series/", further.Series.as_view(), name="series"),
    path("companies/", further.Companies.as_view(), name="companies"),
    path("companies/<slug:company>/", further.CompanyDetail.as_view(), name="company"),
    path("segments/", further.Segments.as_view(), name="segments"),
    path("geographies/", further.Geographies.as_view(), name="geographies"),
    path("sources/", further.Sources.as_view(), name="sources"),
    path("search/", further.Search.as_view(), name="search"),
    path("changes/", changes.Changes.as_view(), name="changes"),
    path("checks/", checks.Checks.as_view(), name="checks"),
    path("openapi.json", documentation.Contract.as_view(), name="contract"),
    path("usage/", usage.Usage.as_view(), name="usage"),
    re_path(r"", Unknown.as_view()),
]
