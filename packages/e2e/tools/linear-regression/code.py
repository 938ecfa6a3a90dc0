import math


def linear_regression(x: list[float], y: list[float], predict: list[float] | None = None) -> dict[str, object]:
    """Fit y = intercept + slope * x by least squares.

    Args:
        x: Independent values, at least two different ones.
        y: Dependent values, one for each x.
        predict: Values of x to predict y for.
    """
    if len(x) != len(y):
        raise ValueError(f"x has {len(x)} values, y has {len(y)}")
    if len(set(x)) < 2:
        raise ValueError("x needs at least two different values")
    mean_x, mean_y = math.fsum(x) / len(x), math.fsum(y) / len(y)
    spread = math.fsum((a - mean_x) ** 2 for a in x)
    slope = math.fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y)) / spread
    intercept = mean_y - slope * mean_x
    total = math.fsum((b - mean_y) ** 2 for b in y)
    residual = math.fsum((b - intercept - slope * a) ** 2 for a, b in zip(x, y))
    return {
        "slope": round(slope, 9),
        "intercept": round(intercept, 9),
        "r_squared": round(1 - residual / total, 9) if total else 1.0,
        "predictions": [round(intercept + slope * value, 9) for value in predict or []],
    }
