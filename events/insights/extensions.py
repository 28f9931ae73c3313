"""What insights add to public pages: numbers for the block "You asked, we did"."""

from datetime import datetime
from typing import Any

from events import extension_points
from events.insights.publication import Period
from events.insights.report import needs_met, published_numbers
from hub.dates import london_date


@extension_points.you_asked.register
def _need_figures(now: datetime) -> dict[str, Any]:
    """Return the newest published half-year, in two queries."""
    period = Period.last_closed(london_date(now))
    table = needs_met(published_numbers(now), period)
    return {"need_rows": table.rows, "need_period": str(period)}
