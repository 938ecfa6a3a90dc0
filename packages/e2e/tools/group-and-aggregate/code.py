from statistics import fmean, median

AGGREGATES = {
    "count": len,
    "sum": sum,
    "mean": lambda values: fmean(values) if values else None,
    "median": lambda values: median(values) if values else None,
    "min": lambda values: min(values, default=None),
    "max": lambda values: max(values, default=None),
}


def group_and_aggregate(records, by, measures):
    """Group records by fields and summarise others, like SQL's GROUP BY; groups keep their first appearance."""
    groups = {}
    for record in records:
        key = tuple(record.get(field) for field in by)
        groups.setdefault(key, []).append(record)
    return [
        dict(zip(by, key)) | {name_of(measure): measured(group, measure) for measure in measures}
        for key, group in groups.items()
    ]


def name_of(measure):
    return measure.get("as") or f"{measure['aggregate']}_{measure['field']}"


def measured(group, measure):
    values = [record[measure["field"]] for record in group if record.get(measure["field"]) is not None]
    if measure["aggregate"] != "count":
        for value in values:
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise ValueError(f"{measure['field']} holds {value!r}; {measure['aggregate']} needs numbers")
    result = AGGREGATES[measure["aggregate"]](values)
    return round(result, 10) if isinstance(result, float) else result
