"""Problems of what stands beside rules for an editor."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

_RULES = """\
--- file: ruleset.yaml
%sruleset:
  name: voorbeeld
  label: Voorbeeld
  language: nl
  currency: EUR
  day: 2024-07-01
--- file: schemas/rules.schema.json
{}
"""

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H019",
        severity=Severity.WARNING,
        title=Words("schema van een andere versie", "schema of another version"),
        message=Words("het schema in `{file}` is van een andere versie van herleid", "the schema in `{file}` is of another version of herleid"),
        label=Words("hiermee rekent de editor", "this is what the editor goes by"),
        helps=(Words("vernieuw de kopie met `herleid init {folder} --schemas`", "renew the copy with `herleid init {folder} --schemas`"),),
        roles={},
        explanation=Words(
            "Een editor vult sleutels aan en onderstreept fouten volgens een schema, waarvan bij een nieuwe regelset een kopie staat. Die kopie gaat niet "
            "mee als herleid wordt bijgewerkt: dan keurt de editor goed wat `check` weigert, of andersom. Met de rekenregels zelf is niets mis.",
            "An editor completes keys and marks mistakes by a schema, a copy of which stands beside a new rule set. That copy does not follow when herleid "
            "is updated: then the editor accepts what `check` refuses, or the other way round. Nothing is wrong with the rules themselves.",
        ),
        wrong=_RULES % "# yaml-language-server: $schema=schemas/rules.schema.json\n",
        right=_RULES % "",
    ),
)
