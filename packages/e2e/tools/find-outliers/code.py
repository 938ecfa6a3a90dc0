from statistics import quantiles


def find_outliers(values: list[float], factor: float = 1.5) -> dict[str, list[float] | list[int] | float]:
    """Find values far outside the middle half (Tukey's fences).

    Args:
        values: At least four numbers.
        factor: How many interquartile ranges beyond the quartiles still count as ordinary.
    """
    if len(values) < 4:
        raise ValueError(f"quartiles need at least 4 values, got {len(values)}")
    lower_quartile, _, upper_quartile = quantiles(values, n=4, method="inclusive")
    reach = factor * (upper_quartile - lower_quartile)
    low, high = lower_quartile - reach, upper_quartile + reach
    positions = [index for index, value in enumerate(values) if not low <= value <= high]
    return {
        "low": round(low, 9),
        "high": round(high, 9),
        "positions": positions,
        "outliers": [values[index] for index in positions],
    }
