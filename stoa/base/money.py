"""Money: a whole number of minor units and a currency. No float ever comes near it (docs/money.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

# ISO 4217: the currencies whose minor unit is not a hundredth.
_EXPONENTS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}


class MixedCurrencies(TypeError):
    """Two currencies met in one sum: a fault in the program, never a refusal."""


class Money(msgspec.Struct, frozen=True):
    """An amount in minor units (1299 is 12.99 EUR, and 1299 JPY) and its ISO 4217 currency."""

    amount: int
    currency: str

    def _same(self, other: Money) -> int:
        if self.currency != other.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __mul__(self, count: int) -> Money:
        if not isinstance(count, int):
            raise TypeError("money is multiplied by whole numbers; use `share` for parts")
        return Money(self.amount * count, self.currency)

    __rmul__ = __mul__

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other)

    def __bool__(self) -> bool:
        return self.amount != 0

    def share(self, numerator: int, denominator: int) -> Money:
        """Return numerator/denominator of it, rounded half away from zero to the minor unit."""
        return Money(divide(self.amount * numerator, denominator), self.currency)

    def part(self, before: int, taken: int, pieces: int) -> Money:
        """Return what `taken` of so many pieces are worth when `before` were taken already; however they are taken, the parts sum to the whole."""
        return self.share(before + taken, pieces) - self.share(before, pieces)

    def allocate(self, weights: Sequence[int]) -> list[Money]:
        """Split it by weights so that the parts sum to the whole; the largest remainders get the odd units.

        Equal remainders go to the earlier part. With all weights zero the parts are equal.
        """
        if not weights or min(weights) < 0:
            raise ValueError("weights must be whole numbers from 0")
        scale = list(weights) if sum(weights) else [1] * len(weights)
        total, sign = sum(scale), -1 if self.amount < 0 else 1
        whole = abs(self.amount)
        parts = [whole * weight // total for weight in scale]
        rest = sorted(range(len(scale)), key=lambda i: (-(whole * scale[i] % total), i))
        for i in rest[: whole - sum(parts)]:
            parts[i] += 1
        return [Money(sign * part, self.currency) for part in parts]

    def decimal(self) -> Decimal:
        """Return the amount in major units, exact."""
        return Decimal(self.amount).scaleb(-exponent(self.currency))

    def __str__(self) -> str:
        return f"{self.decimal():f} {self.currency}"


def divide(numerator: int, denominator: int) -> int:
    """Return the quotient rounded half away from zero."""
    sign = -1 if (numerator < 0) != (denominator < 0) else 1
    quotient, rest = divmod(abs(numerator), abs(denominator))
    return sign * (quotient + (2 * rest >= abs(denominator)))


def total(parts: Iterable[Money], currency: str) -> Money:
    """Return the sum; of nothing, zero of that currency."""
    return sum(parts, Money(0, currency))


def exponent(currency: str) -> int:
    """Return how many decimal places the currency's minor unit has (ISO 4217)."""
    return _EXPONENTS.get(currency, 2)


def parse(text: str, currency: str) -> Money:
    """Read a decimal amount in major units ("12.99", "1,299.00" and "1.299,00" too).

    Raises ValueError when it is not a number or finer than the minor unit.
    """
    cleaned = text.strip().replace(" ", "").replace("\u00a0", "").replace("'", "")
    comma, point = cleaned.rfind(","), cleaned.rfind(".")
    cleaned = cleaned.replace(".", "").replace(",", ".") if comma > point else cleaned.replace(",", "")
    try:
        minor = Decimal(cleaned).scaleb(exponent(currency))
    except ArithmeticError:
        raise ValueError(f"not an amount of money: {text[:40]!r}") from None
    if not minor.is_finite() or minor != minor.to_integral_value() or abs(minor) >= 10**15:
        raise ValueError(f"not an amount of {currency}: {text[:40]!r}")
    return Money(int(minor), currency)
