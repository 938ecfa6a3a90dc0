import re
from dataclasses import dataclass


@dataclass
class Readability:
    sentences: int
    words: int
    syllables: int
    reading_ease: float
    grade: float


def _syllables_of(word: str) -> int:
    """Estimate by vowel groups; a silent final e does not count."""
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def readability_score(text: str) -> Readability:
    """Flesch reading ease and Flesch-Kincaid grade of an English text.

    Args:
        text: One or more English sentences.
    """
    words = re.findall(r"[a-z]+(?:'[a-z]+)?", text.lower())
    if not words:
        raise ValueError("text holds no English word")
    sentences = max(1, len(re.findall(r"[.!?]+(?:\s|$)", text)))
    syllables = sum(_syllables_of(word) for word in words)
    per_sentence, per_word = len(words) / sentences, syllables / len(words)
    return Readability(
        sentences=sentences,
        words=len(words),
        syllables=syllables,
        reading_ease=round(206.835 - 1.015 * per_sentence - 84.6 * per_word, 2),
        grade=round(0.39 * per_sentence + 11.8 * per_word - 15.59, 2),
    )
