"""A short announcement of an invented market, as tests import it."""

from __future__ import annotations

TEXT = """Lantern Market to Reach USD 20.45 Billion by 2031

11 December 2024. The global lantern market is valued at USD 7.12 billion in 2024 and is \
expected to reach USD 20.45 billion by 2031, growing at a CAGR of 16.3% from 2024 to 2031, \
says Lumen Market Research.

Market Drivers
• Longer evenings on the coast
• Falling prices of glass

Forecast Period: 2024-2031

Regions covered: North America, Europe, Asia Pacific

By Fuel:
• Oil
• Beeswax

The oil segment holds the largest market share.

Key Players
• Mayo Lanterns
• Quill & Daughter Ltd.

Recent Developments
In October 2023, Mayo Lanterns launched a lantern for harbour walls.
"""

# The same announcement a year of second thoughts later: one value moved, one player came.
NEWER = TEXT.replace("USD 7.12 billion", "USD 7.25 billion").replace(
    "• Quill & Daughter Ltd.", "• Quill & Daughter Ltd.\n• Ottergrove Lens Guild"
)
