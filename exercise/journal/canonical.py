"""JSON written in one way only, so that a text can be hashed, and read without surprises."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, NoReturn

__all__ = ["canonical", "compact", "parse"]

_SORTED = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)
_AS_GIVEN = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False)
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical(value: Any) -> str:
    """``value`` as JSON with sorted keys and no spaces: what digests are taken of."""
    return _writable(_SORTED.encode(value))


def compact(value: Any) -> str:
    """``value`` as JSON without spaces, keys in the order they have.

    Rows are written so: a command read back has its facts in the order in which it was admitted,
    and running it again cannot differ by that.
    """
    return _writable(_AS_GIVEN.encode(value))


def _writable(text: str) -> str:
    """Lone surrogates, which UTF-8 cannot hold, as JSON escapes; they occur within strings only."""
    if text.isascii() or _SURROGATE.search(text) is None:
        return text
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", paired)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)
_SCAN: Callable[[str, int], tuple[Any, int]] = vars(_DECODER)["scan_once"]


def parse(text: str) -> Any:
    """The value of a JSON text.

    Raises:
        ValueError: If it is not JSON, or nested beyond all measure.
    """
    try:
        # What was written in one way only needs no search for white space around it.
        value, end = _SCAN(text, 0)
        return value if end == len(text) else _DECODER.decode(text)
    except StopIteration:
        return _DECODER.decode(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
