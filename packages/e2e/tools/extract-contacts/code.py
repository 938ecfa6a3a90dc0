import re
from typing import TypedDict
from urllib.parse import urlsplit

EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")
URL = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)


class Contacts(TypedDict):
    emails: list[str]
    urls: list[str]
    hosts: list[str]


def _without_tail(url: str) -> str:
    """Drop the punctuation of the sentence, but keep a bracket that the URL itself opened."""
    while url and (url[-1] in ".,;:!?" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url


def extract_contacts(text: str) -> Contacts:
    """Find e-mail addresses and web addresses in free text, each once, in order of appearance.

    Args:
        text: Any text, for example a message or a page.
    """
    urls = list(dict.fromkeys(_without_tail(found) for found in URL.findall(text)))
    rest = URL.sub(" ", text)
    emails = list(dict.fromkeys(found.lower() for found in EMAIL.findall(rest)))
    hosts = list(dict.fromkeys(urlsplit(url).hostname or "" for url in urls))
    return {"emails": emails, "urls": urls, "hosts": [host for host in hosts if host]}
