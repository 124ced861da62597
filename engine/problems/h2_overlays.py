"""Problems of overlays, which stand in for values and for nothing else."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .h2_names import DID_YOU_MEAN
from .samples import SURCHARGE

_OVERLAY = """\
overlay: {{name: aanbieder, label: Eigen cijfers van een aanbieder}}
parameters:
  {name}:
    values:
      - {{valid_from: 2024-01-01, basis: document, status: final, source: {{ref: bron, at: begroting}}, value: {value}}}
"""


def _with_overlay(name: str, value: str) -> str:
    return f"--- file: regels.yaml\n{SURCHARGE}--- file: ../scenario.yaml\n{_OVERLAY.format(name=name, value=value)}"


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H232",
        severity=Severity.ERROR,
        title=Words("een scenario vervangt geen formule", "an overlay replaces no formula"),
        message=Words("`{name}` is een formule, en een scenario vervangt alleen waarden", "`{name}` is a formula, and an overlay replaces values only"),
        label=Words("dit is geen parameter", "this is not a parameter"),
        helps=(Words("geef de parameters waar `{name}` op rust eigen waarden", "give the parameters that `{name}` rests on values of their own"),),
        roles={},
        explanation=Words(
            "Een scenario laat zien wat een tarief zou zijn met andere waarden, bij dezelfde rekenwijze. "
            "Wie ook een formule zou vervangen, vergelijkt twee rekenwijzen en kan niet meer zeggen waar het verschil vandaan komt. "
            "Een andere formule hoort in de regels zelf; `herleid diff` vergelijkt dan beide.",
            "An overlay shows what a tariff would be with other values, computed in the same way. "
            "Replacing a formula too would compare two ways of computing, and nobody could say any more where the difference comes from. "
            "Another formula belongs in the rules themselves; `herleid diff` then compares both.",
        ),
        wrong=_with_overlay("tarief", "87.25"),
        right=_with_overlay("overhead", "31.5"),
    ),
    Problem(
        code="H233",
        severity=Severity.ERROR,
        title=Words("een scenario kent geen nieuwe parameters", "an overlay has no new parameters"),
        message=Words("de regels hebben geen parameter `{name}`", "the rules have no parameter `{name}`"),
        label=Words("hiervoor is niets in de plaats te stellen", "there is nothing to stand in for"),
        helps=(
            *DID_YOU_MEAN,
            Words("`herleid find` zoekt hoe een parameter heet", "`herleid find` looks up what a parameter is called"),
        ),
        roles={},
        explanation=Words(
            "Een scenario stelt waarden in de plaats van die van de regels, en rekent verder zoals de regels dat doen. "
            "Een parameter die de regels niet kennen zou nergens meetellen, en wie het scenario schreef zou dat niet merken.",
            "An overlay puts values in the place of those of the rules, and computes on as the rules do. "
            "A parameter that the rules do not have would count nowhere, and whoever wrote the overlay would not notice.",
        ),
        wrong=_with_overlay("overheadkosten", "31.5"),
        right=_with_overlay("overhead", "31.5"),
    ),
)
