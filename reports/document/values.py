"""Values of blocks as parts of a document; what cannot be read is None."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from reports.document import schema


def period(start: Any, end: Any) -> schema.Period | None:
    if start is None or end is None:
        return None
    return schema.Period(start=int(start), end=int(end))


def decimal(value: Any) -> Decimal | None:
    try:
        number = None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None
    if number is None or not number.is_finite():
        return None
    if number == 0:
        number = number.copy_abs()  # no minus zero
    exponent = int(number.as_tuple().exponent)
    return number.quantize(Decimal(1)) if exponent > 0 else number  # 1E+3 is 1000


def geography(place: Any) -> schema.Geography:
    return schema.Geography(code=place.code, name=place.name, kind=place.kind)


def segment_ref(segment: Any) -> schema.SegmentRef:
    return schema.SegmentRef(
        axis=segment.axis.slug,
        axis_name=segment.axis.name,
        segment=segment.slug,
        name=segment.name,
    )
