"""What several tests of revisions share."""

import numpy as np
import pandas as pd


def windows_of(first, latest, *, outcome="revised", indicator="cases", unit="cases", half=0.0, days=100, status="R"):
    """One row per year, as `Revisions.sizes` gives it; every number is known to within `half`."""
    first, latest = np.asarray(first, float), np.asarray(latest, float)
    start = pd.to_datetime([f"{1900 + i}-01-01" for i in range(len(first))])
    return pd.DataFrame(
        {
            "indicator": indicator,
            "ref_area": "CN",
            "counterpart_area": None,
            "sub_area": None,
            "period_start": start,
            "period_end": start + pd.offsets.YearEnd(),
            "unit": unit,
            "outcome": outcome,
            "first": first,
            "latest": latest,
            "days": days,
            "revision": latest - first,
            "absolute_lower": latest - first - 2 * half,
            "absolute_upper": latest - first + 2 * half,
            "relative_revision": latest / first - 1,
            "revision_lower": (latest - half) / (first + half) - 1,
            "revision_upper": (latest + half) / (first - half) - 1,
            "status_after": status,
        }
    )
