"""Whole numbers shared out so that the parts add up: the largest remainder, ties in order."""


def equally(total: int, count: int) -> list[int]:
    """Share `total` out in `count` parts; the first ones get what is left over."""
    if count == 0:
        return []
    part, left = divmod(total, count)
    return [part + 1] * left + [part] * (count - left)


def in_proportion(total: int, weights: list[int]) -> list[int]:
    """Share `total` out by `weights`, not all 0; the largest remainders get what is left, ties in order."""
    whole = sum(weights)
    shares, remainders = zip(*(divmod(total * weight, whole) for weight in weights), strict=True)
    parts = list(shares)
    first = sorted(range(len(parts)), key=lambda place: -remainders[place])
    for place in first[: total - sum(parts)]:
        parts[place] += 1
    return parts
