import re
import unicodedata

# Letters that have no decomposition into ASCII and a mark.
SPELLED_OUT = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "&": " and "})


def slugify(text: str, max_length: int = 80, separator: str = "-") -> str:
    """Turn a title into a URL slug of lower-case ASCII words.

    Args:
        text: The title, in any script; letters without an ASCII form are left out.
        max_length: Longest slug in characters; it is cut between words where possible.
        separator: What stands between two words.
    """
    if max_length < 1:
        raise ValueError("max_length must be at least 1")
    plain = unicodedata.normalize("NFKD", text.translate(SPELLED_OUT))
    plain = plain.encode("ascii", "ignore").decode("ascii").lower().replace("'", "")
    slug = ""
    for word in re.findall(r"[a-z0-9]+", plain):
        longer = f"{slug}{separator}{word}" if slug else word[:max_length]
        if len(longer) > max_length:
            break
        slug = longer
    return slug
