"""Imported before the snapshot is taken, so that no run pays for them."""

import gc
import importlib

_modules = """
abc argparse array ast asyncio base64 binascii bisect calendar collections collections.abc colorsys configparser
contextlib contextvars copy csv dataclasses datetime decimal difflib email.utils enum fnmatch fractions functools
graphlib gzip hashlib heapq hmac html html.parser inspect io ipaddress itertools json keyword linecache locale logging
math numbers operator os pathlib pickle platform pprint queue random re secrets shlex statistics string struct sys
tempfile textwrap threading time traceback types typing unicodedata urllib.parse uuid warnings weakref
xml.etree.ElementTree zlib zoneinfo
_strptime _pydatetime stringprep encodings.ascii encodings.latin_1 encodings.utf_8_sig encodings.utf_16
encodings.cp1252 encodings.idna
"""


def preload():
    # One at a time and swept in between: the memory keeps the size of its highest tide for good.
    for name in _modules.split():
        importlib.import_module(name)
        gc.collect()


preload()
