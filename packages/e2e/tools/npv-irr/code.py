import math


def present_value(rate, cash_flows):
    return math.fsum(flow / (1 + rate) ** period for period, flow in enumerate(cash_flows))


def internal_rate(cash_flows):
    """Bisection between -99.99 % and 1,000 %; None when the value does not change its sign there."""
    low, high = -0.9999, 10.0
    if present_value(low, cash_flows) * present_value(high, cash_flows) > 0:
        return None
    rising = present_value(high, cash_flows) > 0
    for _ in range(200):
        middle = (low + high) / 2
        if (present_value(middle, cash_flows) > 0) == rising:
            high = middle
        else:
            low = middle
    return round((low + high) / 2, 8)


def npv_irr(cash_flows, rate=0.1):
    positive = any(flow > 0 for flow in cash_flows)
    negative = any(flow < 0 for flow in cash_flows)
    paid_back = next(
        (period for period in range(len(cash_flows)) if math.fsum(cash_flows[: period + 1]) >= 0), None
    )
    return {
        "npv": round(present_value(rate, cash_flows), 6),
        "irr": internal_rate(cash_flows) if positive and negative else None,
        "payback_period": paid_back,
    }
