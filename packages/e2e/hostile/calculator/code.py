def calculator(expression: str) -> float:
    """Evaluate an arithmetic expression."""
    return eval(expression)
