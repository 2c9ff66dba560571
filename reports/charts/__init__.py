"""Charts of a report: from a document to specifications and accessible SVG.

Nothing here renders on import: the renderer is loaded by `reports.charts.render.draw` alone,
so that a process that only serves never holds it.
"""

from reports.charts.derive import charts_of
from reports.charts.model import Chart, Value

__all__ = ["Chart", "Value", "charts_of"]
