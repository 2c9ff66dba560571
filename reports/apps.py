from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The domain: market reports, their releases and everything read from them."""

    name = "reports"
    verbose_name = "Market reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from reports import checks, languages  # noqa: F401  (registration)
        from reports.partners import checks as partners_checks  # noqa: F401
        from reports.partners.webhooks import tasks  # noqa: F401  (registration)

        languages.tell()
