"""Problems of rules that need each other: stage H5."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_TWO_FORMULAS = changed(
    SURCHARGE,
    (
        "formulas:\n",
        ("formulas:\n  overheadkosten:\n    label: Overheadkosten\n    unit: EUR/uur\n    formula: uurloon * overhead\n    source: {ref: bron, at: tabel 2}\n"),
    ),
    ("uurloon * (1 + overhead)", "uurloon + overheadkosten"),
)

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H501",
        severity=Severity.ERROR,
        title=Words("regel hangt van zichzelf af", "rule depends on itself"),
        message=Words("`{name}` hangt van zichzelf af: `{path}`", "`{name}` depends on itself: `{path}`"),
        label=Words("hier begint de kring", "the circle starts here"),
        helps=(
            Words(
                "bereken een van deze regels zonder de andere; het vorige lid van een volgorde lezen kan met `previous`",
                "compute one of these rules without the others; to read the previous member of an order there is `previous`",
            ),
        ),
        roles={"reads": Words("de volgende stap van de kring", "the next step of the circle")},
        explanation=Words(
            "Wie deze regel wil uitrekenen, moet haar eerst al kennen: de regels lezen elkaar in een kring. "
            "Een rekenblad lost zoiets stilzwijgend op met een benadering; hier moet een van de regels zonder de andere uit te rekenen zijn. "
            "Een tarief dat op dat van een jaar eerder voortbouwt is geen kring: dat leest met `previous` zijn vorige waarde.",
            "To compute this rule one would have to know it already: the rules read each other in a circle. "
            "A spreadsheet settles that in silence with an approximation; here one of the rules has to be computable without the others. "
            "A tariff that builds on that of a year before is no circle: it reads its earlier value with `previous`.",
        ),
        wrong=changed(_TWO_FORMULAS, ("formula: uurloon * overhead", "formula: tarief * overhead")),
        right=_TWO_FORMULAS,
    ),
)
