"""Reports as released: the document, how it is built, stored, formatted and compared."""

from reports.document.schema import ReportDocument

__all__ = ["ReportDocument"]
