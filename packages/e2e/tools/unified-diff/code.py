import difflib
from typing import TypedDict


class Diff(TypedDict):
    diff: str
    added: int
    removed: int
    similarity: float


def unified_diff(before: str, after: str, context: int = 3, name: str = "text") -> Diff:
    """Compare two texts line by line and give the changes as a unified diff.

    Args:
        before: The old text.
        after: The new text.
        context: Unchanged lines to show around a change.
        name: File name for the header.
    """
    old, new = before.splitlines(), after.splitlines()
    lines = list(difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", n=context, lineterm=""))
    body = lines[2:]
    return {
        "diff": "\n".join(lines),
        "added": sum(line.startswith("+") for line in body),
        "removed": sum(line.startswith("-") for line in body),
        "similarity": round(difflib.SequenceMatcher(None, old, new, autojunk=False).ratio(), 4),
    }
