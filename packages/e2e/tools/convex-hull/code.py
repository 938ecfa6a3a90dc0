import math


def convex_hull(points):
    """Andrew's monotone chain: counter-clockwise from the lowest left point, without points inside an edge."""
    ordered = sorted({(x, y) for x, y in points})
    if len(ordered) > 2:
        ordered = _half(ordered)[:-1] + _half(ordered[::-1])[:-1]
    ring = list(zip(ordered, ordered[1:] + ordered[:1]))
    return {
        "hull": [list(point) for point in ordered],
        "area": round(abs(math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in ring)) / 2, 9),
        "perimeter": round(math.fsum(math.dist(a, b) for a, b in ring), 9),
    }


def _half(ordered):
    chain = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
