"""Write a problem as canonical JSON bytes: the same facts give the same bytes.

Source: contract 2.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def problem_bytes(document: Mapping[str, Any]) -> bytes:
    """Write a document as canonical JSON.

    Args:
        document: a problem, plan or certificate document.

    Returns:
        UTF-8, keys as they stand, no spaces, one line feed at the end.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode() + b"\n"
