"""Where an exported file comes from: every form of a report states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Licence:
    """What others may do with the data."""

    name: str
    url: str

    def __str__(self) -> str:
        return f"{self.name}, {self.url}" if self.url else self.name


@dataclass(frozen=True, slots=True)
class Origin:
    """One release, as its files name it. ``page`` is the report's address, ``release`` the
    permanent one of this release; both are absolute and end in a slash."""

    market: str
    edition: str
    number: int
    released_at: datetime
    kind: str
    reason: str
    loaded: bool
    publisher: str
    site: str
    page: str
    release: str
    licence: Licence

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return f"{self.market}-{self.edition}-release-{self.number}"

    @property
    def moment(self) -> str:
        """The moment of the release in UTC: "2025-01-31T09:30:00Z"."""
        return moment(self.released_at)

    def figure(self, key: str) -> str:
        """The permanent address of a figure as this release states it."""
        return f"{self.release}figures/{key}/"

    def current_figure(self, key: str) -> str:
        """The address of a figure whatever release is current."""
        return f"{self.page}figures/{key}/"


def moment(value: datetime) -> str:
    """A moment in UTC, to the microsecond where it has any: "2025-01-31T09:30:00Z"."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
