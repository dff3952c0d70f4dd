"""How commands speak: results to stdout, messages to stderr, in safe UTF-8."""

import json
import sys
from typing import Any

from perftui.evaluation.safe_text import safe_text

DONE, FOUND, FAILED = 0, 1, 2


def say(text: str = "") -> None:
    """Print a result."""
    print(safe_text(text))


def complain(text: str) -> None:
    """Print a message to stderr, on one line."""
    print(safe_text(text).replace("\n", " "), file=sys.stderr)


def say_json(data: Any) -> None:
    """Print data as JSON, Chinese as it is."""
    print(json.dumps(data, ensure_ascii=False, indent=2))
