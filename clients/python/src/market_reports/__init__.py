"""A client of the market reports API.

from market_reports import Client

with Client("https://reports.example.com") as api:
    for figure in api.figures(market="lamps", measure="market_size"):
        print(figure.label, figure.amount, figure.unit, figure.status)
"""

from market_reports.client import Client
from market_reports.errors import (
    ApiError,
    BadParameter,
    NotFound,
    TooManyRequests,
    Unauthorized,
    Unavailable,
    Withdrawn,
)
from market_reports.frames import frame
from market_reports.models import (
    Development,
    Figure,
    KeyPlayer,
    Market,
    Release,
    Report,
    ReportDetail,
)

__all__ = [
    "ApiError",
    "BadParameter",
    "Client",
    "Development",
    "Figure",
    "KeyPlayer",
    "Market",
    "NotFound",
    "Release",
    "Report",
    "ReportDetail",
    "TooManyRequests",
    "Unauthorized",
    "Unavailable",
    "Withdrawn",
    "frame",
]
