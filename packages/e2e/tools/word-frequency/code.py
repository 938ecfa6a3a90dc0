import re
from collections import Counter


def word_frequency(text, top=10, min_length=1, stop_words=()):
    """Count words without regard to case; ties are listed alphabetically."""
    ignored = {word.casefold() for word in stop_words}
    words = [
        word
        for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", text.casefold())
        if len(word) >= min_length and word not in ignored
    ]
    counts = sorted(Counter(words).items(), key=lambda entry: (-entry[1], entry[0]))
    return {
        "total": len(words),
        "distinct": len(counts),
        "words": [
            {"word": word, "count": count, "share": round(count / len(words), 4)}
            for word, count in counts[:top]
        ],
    }
