"""The ``as_of`` parameter: which past view a reader or a partner asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import DateTimeField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from reports import clock

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:?\d{2})"
)


class AsOfError(ValueError):
    """An ``as_of`` that cannot be answered; its text says why and what to send."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The moment that a request asks about; nothing requested means now.

    A date stands for the end of that day in UTC, and for now when it is today.
    """

    requested: datetime | None = None
    day: date | None = None

    @property
    def is_past(self) -> bool:
        """Whether an earlier view was asked for."""
        return self.requested is not None

    def refuse_future(self, now: datetime) -> None:
        """Raise `AsOfError` if the request lies after ``now``: the future is nobody's to see."""
        later = self.day > now.date() if self.day else self.requested and self.requested > now
        if later:
            raise AsOfError(_("as_of lies in the future. Give a past date or moment."))

    def at(self, now: datetime) -> datetime:
        """The moment itself, when the present one is ``now``; refuses the future."""
        self.refuse_future(now)
        return min(self.requested, now) if self.requested else now

    def resolve(self) -> datetime:
        """The moment itself; asks the clock, and refuses the future."""
        return self.at(clock.now())

    def sql(self) -> Combinable:
        """The moment as an SQL expression that never passes the present.

        The caller must still `refuse_future` with the clock that it read.
        """
        if self.requested is None:
            return clock.sql_now()
        return Least(Value(self.requested, output_field=DateTimeField()), clock.sql_now())


def parse(text: str | None) -> Moment:
    """Read ``as_of``: ``2025-01-31``, or ``2025-01-31T09:30Z`` with ``Z`` or an offset.

    A ``+`` that arrived as a space is read as ``+``. Raises `AsOfError` for
    anything else. ``None`` (the parameter is absent) means now.
    """
    if text is None:
        return Moment()
    help_text = _(
        "as_of must be a date such as 2025-01-31, or a moment with its offset "
        "such as 2025-01-31T09:30Z."
    )
    try:
        if text.isascii() and _DATE.fullmatch(text):
            day = date.fromisoformat(text)
            end = datetime.combine(day, time.max, UTC)
            return Moment(end, day)
        match = _MOMENT.fullmatch(text.replace(" ", "+")) if text.isascii() else None
        if match:
            moment = datetime.fromisoformat(match.group(0))
            if abs(moment.utcoffset() or timedelta()) <= timedelta(hours=14):
                return Moment(moment.astimezone(UTC))
    except (ValueError, OverflowError):
        pass
    raise AsOfError(help_text)
