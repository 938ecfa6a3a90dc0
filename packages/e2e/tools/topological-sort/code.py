def topological_sort(dependencies: dict[str, list[str]]) -> list[list[str]]:
    """Order things so that each comes after what it depends on.

    Args:
        dependencies: For each name the names it needs; names that only appear as needs are added.

    Returns:
        Batches whose members can be done side by side, each in alphabetical order.
    """
    waiting = {name: set(needs) for name, needs in dependencies.items()}
    for needs in dependencies.values():
        for need in needs:
            waiting.setdefault(need, set())
    batches = []
    while waiting:
        ready = sorted(name for name, needs in waiting.items() if not needs)
        if not ready:
            raise ValueError(f"these depend on each other: {' -> '.join(_cycle(waiting))}")
        batches.append(ready)
        for name in ready:
            del waiting[name]
        for needs in waiting.values():
            needs.difference_update(ready)
    return batches


def _cycle(waiting: dict[str, set[str]]) -> list[str]:
    path = [min(waiting)]
    while path[-1] not in path[:-1]:
        path.append(min(waiting[path[-1]]))
    return path[path.index(path[-1]) :]
