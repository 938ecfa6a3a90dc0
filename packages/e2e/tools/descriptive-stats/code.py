import math
from statistics import fmean, multimode, pstdev, stdev
from typing import TypedDict


class Summary(TypedDict):
    count: int
    sum: float
    mean: float
    deviation: float
    minimum: float
    maximum: float
    modes: list[float]
    percentiles: dict[str, float]


def _percentile(ordered: list[float], percent: float) -> float:
    """Linear interpolation between closest ranks, as spreadsheets and numpy do."""
    rank = (len(ordered) - 1) * percent / 100
    below = math.floor(rank)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (rank - below)


def descriptive_stats(
    values: list[float], percentiles: list[float] = [25, 50, 75], population: bool = False
) -> Summary:
    """Summarise a list of numbers.

    Args:
        values: The numbers, at least one.
        percentiles: Which percentiles to give, each from 0 to 100.
        population: Divide the variance by n instead of n - 1.
    """
    if not values:
        raise ValueError("values must hold at least one number")
    if any(not 0 <= percent <= 100 for percent in percentiles):
        raise ValueError("percentiles must lie between 0 and 100")
    ordered = sorted(values)
    deviation = pstdev(ordered) if population else stdev(ordered) if len(ordered) > 1 else 0.0
    return {
        "count": len(ordered),
        "sum": math.fsum(ordered),
        "mean": round(fmean(ordered), 10),
        "deviation": round(deviation, 10),
        "minimum": ordered[0],
        "maximum": ordered[-1],
        "modes": multimode(ordered) if len(set(ordered)) < len(ordered) else [],
        "percentiles": {f"p{percent:g}": round(_percentile(ordered, percent), 10) for percent in percentiles},
    }
