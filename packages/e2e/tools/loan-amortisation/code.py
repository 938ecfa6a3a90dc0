from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypedDict

CENT = Decimal("0.01")


class LoanRequest(TypedDict):
    principal: float
    annual_rate_percent: float
    months: int


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_EVEN)


def loan_amortisation(input: LoanRequest) -> dict[str, object]:
    """Repayment plan of an annuity loan in exact cents; the last payment settles the rounding."""
    principal = Decimal(str(input["principal"]))
    months = input["months"]
    if principal <= 0 or months < 1:
        raise ValueError("principal must be above 0 and months at least 1")
    rate = Decimal(str(input["annual_rate_percent"])) / 1200
    growth = (1 + rate) ** months
    payment = cents(principal * rate * growth / (growth - 1) if rate else principal / months)
    balance, schedule = principal, []
    for month in range(1, months + 1):
        interest = cents(balance * rate)
        paid = balance + interest if month == months else min(payment, balance + interest)
        balance += interest - paid
        schedule.append({
            "month": month,
            "payment": float(paid),
            "interest": float(interest),
            "balance": float(balance),
        })
    total = sum(Decimal(str(row["payment"])) for row in schedule)
    return {
        "payment": float(payment),
        "total_paid": float(total),
        "total_interest": float(total - principal),
        "schedule": schedule,
    }
