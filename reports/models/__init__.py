"""Django models: pages to write in, releases to read from, reference data to choose from."""

from reports.models.accepted import AcceptedFinding
from reports.models.announcements import Announcement
from reports.models.charts import ReleaseChart
from reports.models.checked import CheckedDraft
from reports.models.developments import Development
from reports.models.figures import Figure
from reports.models.finding import Listing, SearchEntry
from reports.models.imports import ImportedText
from reports.models.intake import Enquiry, SavedCheck, Tally
from reports.models.pages import MarketIndexPage, MarketPage, ReportPage
from reports.models.partners import ApiKey, ApiUsage, Organisation, Plan
from reports.models.players import KeyPlayer
from reports.models.printed import ReleasePdf
from reports.models.reference import Axis, Company, Geography, Segment, Source
from reports.models.release import FormerAddress, Release, Report
from reports.models.review import Approval, ReviewTask
from reports.models.spreadsheets import SheetUpload
from reports.models.standard_pages import HomePage, StandardPage
from reports.models.webhooks import WebhookDelivery, WebhookEndpoint

__all__ = [
    "AcceptedFinding",
    "Announcement",
    "ApiKey",
    "ApiUsage",
    "Approval",
    "Axis",
    "CheckedDraft",
    "Company",
    "Development",
    "Enquiry",
    "Figure",
    "FormerAddress",
    "Geography",
    "HomePage",
    "ImportedText",
    "KeyPlayer",
    "Listing",
    "MarketIndexPage",
    "MarketPage",
    "Organisation",
    "Plan",
    "Release",
    "ReleaseChart",
    "ReleasePdf",
    "Report",
    "ReportPage",
    "ReviewTask",
    "SavedCheck",
    "SearchEntry",
    "Segment",
    "SheetUpload",
    "Source",
    "StandardPage",
    "Tally",
    "WebhookDelivery",
    "WebhookEndpoint",
]
