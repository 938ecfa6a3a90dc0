from fractions import Fraction


def split_amount(amount: str, weights: list[float], digits: int = 2) -> list[str]:
    """Share an amount by weight so that the parts add up exactly (largest remainder).

    Args:
        amount: A decimal number as text, so that no cent is lost on the way.
        weights: Share of each part; at least one above zero, none below.
        digits: Decimal places of the currency, for example 2 for euro, 0 for yen.
    """
    units = Fraction(amount) * 10**digits
    if units.denominator != 1:
        raise ValueError(f"{amount} has more than {digits} decimal places")
    shares = [Fraction(str(weight)) for weight in weights]
    if min(shares, default=0) < 0 or sum(shares) <= 0:
        raise ValueError("weights must not be negative and must add up to more than 0")
    sign = -1 if units < 0 else 1
    exact = [abs(units) * share / sum(shares) for share in shares]
    parts = [int(value) for value in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: int(abs(units)) - sum(parts)]:
        parts[index] += 1
    return [as_text(sign * part, digits) for part in parts]


def as_text(units: int, digits: int) -> str:
    text = str(abs(units)).rjust(digits + 1, "0")
    whole, rest = text[: len(text) - digits], text[len(text) - digits :]
    return ("-" if units < 0 else "") + (f"{whole}.{rest}" if digits else whole)
