import heapq
from typing import Any, TypedDict

Edge = TypedDict("Edge", {"from": str, "to": str, "cost": float})


def shortest_path(edges: list[Edge], start: str, goal: str, directed: bool = False) -> dict[str, Any]:
    """Find the cheapest way through a graph (Dijkstra); equal costs prefer the path first in the alphabet.

    Args:
        edges: Connections with costs that are not negative.
        start: Where to begin.
        goal: Where to end.
        directed: Whether an edge can only be used from its start to its end.
    """
    graph: dict[str, list[tuple[str, float]]] = {start: [], goal: []}
    for edge in edges:
        if edge["cost"] < 0:
            raise ValueError(f"the edge from {edge['from']} to {edge['to']} has a negative cost")
        graph.setdefault(edge["from"], []).append((edge["to"], edge["cost"]))
        back = graph.setdefault(edge["to"], [])
        if not directed:
            back.append((edge["from"], edge["cost"]))
    queue, settled = [(0, [start])], set()
    while queue:
        cost, path = heapq.heappop(queue)
        node = path[-1]
        if node == goal:
            return {"found": True, "cost": round(cost, 9), "path": path}
        if node in settled:
            continue
        settled.add(node)
        for neighbour, step in graph[node]:
            if neighbour not in settled:
                heapq.heappush(queue, (cost + step, [*path, neighbour]))
    return {"found": False, "cost": None, "path": []}
