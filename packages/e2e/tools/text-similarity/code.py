import math
import re
from collections import Counter


async def _profile(text: str, size: int) -> Counter[str]:
    """Character n-grams of the text, blind to case, punctuation and runs of spaces."""
    words = re.findall(r"\w+", text.casefold())
    plain = f" {' '.join(words)} "
    return Counter(plain[start : start + size] for start in range(len(plain) - size + 1))


async def text_similarity(left: str, right: str, size: int = 3) -> dict[str, float]:
    """Compare two texts by their character n-grams; 1 means alike, 0 nothing in common.

    Args:
        left: One text.
        right: The other text.
        size: Characters in an n-gram, from 1 to 8.
    """
    if not 1 <= size <= 8:
        raise ValueError("size must lie between 1 and 8")
    one, other = await _profile(left, size), await _profile(right, size)
    shared, joined = (one & other).total(), (one | other).total()
    dot = sum(count * other[gram] for gram, count in one.items())
    lengths = math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return {
        "jaccard": round(shared / joined, 6) if joined else 1.0,
        "cosine": round(dot / lengths, 6) if lengths else float(one == other),
    }
