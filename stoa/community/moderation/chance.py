"""Whether decisions hang on stars: Pearson's chi-square test of a table of two rows."""

import math
from collections.abc import Sequence

import msgspec

LEAST_EXPECTED = 5.0
ALARM = 0.01


class Test(msgspec.Struct, frozen=True):
    """What the test says: its statistic, degrees of freedom, and how likely so much or more is by chance alone."""

    chi2: float
    freedom: int
    p: float


def test(kept: Sequence[int], removed: Sequence[int]) -> Test | None:
    """Compare the share of removals between classes; None where there are too few to tell.

    Neighbouring classes are put together until at least five of each are expected (Cochran's rule).
    """
    pairs = [(k, r) for _, k, r in _together(kept, removed)]
    if len(pairs) < 2:
        return None
    all_kept, all_removed = sum(k for k, _ in pairs), sum(r for _, r in pairs)
    total = all_kept + all_removed
    chi2 = 0.0
    for k, r in pairs:
        for seen, row in ((k, all_kept), (r, all_removed)):
            expected = row * (k + r) / total
            chi2 += (seen - expected) ** 2 / expected
    freedom = len(pairs) - 1
    return Test(chi2, freedom, tail(chi2, freedom))


def classes(kept: Sequence[int], removed: Sequence[int]) -> list[tuple[int, int]]:
    """Return which classes the test compares, as the first and the last of those given that each is made of, counted from one."""
    return [span for span, _, _ in _together(kept, removed)]


def _together(kept: Sequence[int], removed: Sequence[int]) -> list[tuple[tuple[int, int], int, int]]:
    """Put the smallest class together with its smaller neighbour until every expectation is large enough, or one is left."""
    pairs = [((at, at), k, r) for at, (k, r) in enumerate(zip(kept, removed, strict=True), start=1) if k + r]
    total = sum(k + r for _, k, r in pairs)
    smaller_row = min(sum(k for _, k, _ in pairs), sum(r for _, _, r in pairs))
    while len(pairs) > 1:
        sizes = [k + r for _, k, r in pairs]
        least = min(sizes)
        if least * smaller_row / total >= LEAST_EXPECTED:
            return pairs
        at = sizes.index(least)
        beside = at + 1 if at == 0 or (at + 1 < len(pairs) and sizes[at + 1] < sizes[at - 1]) else at - 1
        low, high = sorted((at, beside))
        (one, k, r), (other, more_k, more_r) = pairs[low], pairs[high]
        pairs = [*pairs[:low], ((one[0], other[1]), k + more_k, r + more_r), *pairs[high + 1 :]]
    return pairs


def tail(chi2: float, freedom: int) -> float:
    """Return the chance of a chi-square value of at least this (Abramowitz and Stegun, 26.4.4 and 26.4.5)."""
    if chi2 <= 0:
        return 1.0
    half = chi2 / 2
    if freedom % 2 == 0:
        term = total = math.exp(-half)
        for step in range(1, freedom // 2):
            term *= half / step
            total += term
        return min(1.0, total)
    total = math.erfc(math.sqrt(half))
    term = math.exp(-half) * math.sqrt(half) / math.gamma(1.5)
    for step in range(1, (freedom - 1) // 2 + 1):
        total += term
        term *= half / (step + 0.5)
    return min(1.0, total)


def wilson(hits: int, of: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927)."""
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    middle, spread = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (max(0.0, (middle - spread) / (1 + z * z / of)), min(1.0, (middle + spread) / (1 + z * z / of)))
