import re

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|(\*\*|[-+*/()]))")
MAX_EXPONENT = 1_000


def calculator(expression: str) -> float:
    """Evaluate an arithmetic expression: + - * / ** and brackets, by the usual precedence.

    Args:
        expression: For example 2 * (3 + 4) - 10 / 4.
    """
    tokens, position = [], 0
    while expression[position:].strip():
        match = TOKEN.match(expression, position)
        if match is None:
            raise ValueError(f"cannot read {expression[position:].strip()[:20]!r}")
        tokens.append(match.group(1) or match.group(2))
        position = match.end()
    value = _sum(tokens)
    if tokens:
        raise ValueError(f"did not expect {tokens[0]!r}")
    return value


def _sum(tokens: list[str]) -> float:
    value = _product(tokens)
    while tokens and tokens[0] in "+-":
        value += _product(tokens) if tokens.pop(0) == "+" else -_product(tokens)
    return value


def _product(tokens: list[str]) -> float:
    value = _signed(tokens)
    while tokens and tokens[0] in ("*", "/"):
        value = value * _signed(tokens) if tokens.pop(0) == "*" else value / _signed(tokens)
    return value


def _signed(tokens: list[str]) -> float:
    if tokens and tokens[0] in "+-":
        return _signed(tokens) if tokens.pop(0) == "+" else -_signed(tokens)
    base = _operand(tokens)
    if not tokens or tokens[0] != "**":
        return base
    tokens.pop(0)
    exponent = _signed(tokens)
    if abs(exponent) > MAX_EXPONENT:
        raise ValueError(f"exponents go up to {MAX_EXPONENT}")
    return base**exponent


def _operand(tokens: list[str]) -> float:
    if not tokens:
        raise ValueError("the expression ends too early")
    token = tokens.pop(0)
    if token == "(":
        value = _sum(tokens)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("a bracket is never closed")
        return value
    if not token[0].isdigit() and token[0] != ".":
        raise ValueError(f"did not expect {token!r}")
    return float(token)
