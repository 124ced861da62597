"""Documents for programs: JSON whose bytes are the same wherever it is made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from .. import __version__

SCHEMA_VERSION = 1


def show_document(ruleset: str | None, day: date | None, body: Mapping[str, Any]) -> str:
    """Return a JSON document: what it is about, then the keys of the command in their order."""
    head = {
        "schema_version": SCHEMA_VERSION,
        "ruleset": ruleset,
        "day": day.isoformat() if day else None,
        "engine_version": __version__,
    }
    return json.dumps({**head, **body}, ensure_ascii=False, indent=2) + "\n"
