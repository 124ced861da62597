"""Problems of guardrails: values without the decision they need, and figures that change too much at once."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_APPROVAL = Words("daarover gaat: {approval}", "this is for {approval} to approve")

_DECIDED = (
    SURCHARGE
    + """
guardrails:
  besluit_nodig:
    label: Over de overhead wordt besloten
    needs_decision: [overhead]
    approval: Bestuurlijk overleg
"""
)

_STUDY = """\
sources:
  onderzoek:
    title: Onderzoek naar overhead
    publisher: Onderzoeksbureau
    date: 2024-02-01
    type: benchmark
    url: https://example.org/onderzoek
    retrieved: 2024-06-01
"""

_LIMITS = """
guardrails:
  grens:
    label: Geen tarief verandert in één keer meer dan 2%
    max_rise: 2
    max_fall: 2
    approval: Bestuurlijk overleg
"""

_BEFORE = """\
--- file: ../eerder/ruleset.yaml
ruleset:
  name: voorbeeld
  label: Voorbeeld
  language: nl
  currency: EUR
  day: 2024-07-01
  result: tarief

units: {uur: {}, fte: {}, jaar: {}}

sources:
  bron:
    title: Tariefbesluit
    publisher: Gemeente Voorbeeld
    date: 2024-01-01
    type: decision
    url: https://example.org/tariefbesluit
    retrieved: 2024-06-01
--- file: ../eerder/regels.yaml
"""

_GUARDED = _LIMITS.replace("    max_rise: 2\n", "    rule: uurloon\n    max_rise: 2\n")

_DIVIDED = "dimensions:\n  functie: {label: Functie, members: {zorg: {}, wonen: {}}}\n" + changed(
    SURCHARGE,
    ("    unit: EUR/uur\n    range", "    unit: EUR/uur\n    per: [functie]\n    range"),
    ("value: 41.20}", "table: {zorg: 41.20, wonen: 45}}"),
    ("formula: uurloon", 'formula: at(uurloon, functie="zorg")'),
)


def _since(overhead: str) -> str:
    now = changed(SURCHARGE, ("value: 34.2", f"value: {overhead}"))
    return f"--- file: regels.yaml\n{now}{_LIMITS}{_BEFORE}{SURCHARGE}"


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H712",
        severity=Severity.ERROR,
        title=Words("waarde zonder besluit", "value without a decision"),
        message=Words("een waarde van `{name}` heeft een besluit als bron nodig: {label}", "a value of `{name}` needs a decision as its source: {label}"),
        label=Words("deze bron is van het type `{type}`", "this source is of type `{type}`"),
        helps=(
            Words(
                "noem een bron van het type `decision`; daarover gaat: {approval}",
                "name a source of type `decision`; this is for {approval} to decide",
            ),
        ),
        roles={"guardrail": Words("deze grens vraagt het", "this guardrail asks for it")},
        explanation=Words(
            "Onder `guardrails:` staat van welke parameters elke waarde op een besluit moet rusten, en wie daarover gaat. "
            "Een onderzoek of een voorstel is dan niet genoeg, ook al klopt het getal. "
            "De bron van de waarde moet het besluit zelf zijn, van het type `decision`. "
            "`herleid diff` vraagt dat ook van een wijziging die de grens zelf weghaalt.",
            "Under `guardrails:` it says of which parameters every value must rest on a decision, and who decides. "
            "A study or a proposal is not enough then, even if the number is right. "
            "The source of the value must be the decision itself, of type `decision`. "
            "`herleid diff` asks for it too of a change that takes out the guardrail itself.",
        ),
        wrong=_STUDY + changed(_DECIDED, ("source: {ref: bron, at: tabel 2}", "source: {ref: onderzoek, at: tabel 2}")),
        right=_STUDY + changed(_DECIDED, ("source: {ref: bron, at: tabel 1}", "source: {ref: onderzoek, at: tabel 1}")),
    ),
    Problem(
        code="H713",
        severity=Severity.ERROR,
        title=Words("stijgt meer dan de grens toestaat", "rises more than the guardrail allows"),
        message=Words(
            "stijging boven de grens van {limit}%, tot {found}%, bij {places}: {label}",
            "rise above the limit of {limit}%, up to {found}%, in {places}: {label}",
        ),
        label=Words("deze grens", "this guardrail"),
        helps=(_APPROVAL,),
        roles={},
        explanation=Words(
            "Onder `guardrails:` staat hoeveel een cijfer bij één wijziging hooguit mag stijgen, en wie een uitzondering mag toestaan. "
            "`herleid diff` houdt elk cijfer daartegen, met de grenzen van voor en van na de wijziging: de strengste telt. "
            "Wie een grens verruimt, doet dat dus eerst, en pas daarna de wijziging waarvoor dat nodig is.",
            "Under `guardrails:` it says how much a figure may rise in one change at most, and who may approve an exception. "
            "`herleid diff` holds every figure against it, with the guardrails from before and after the change: the strictest counts. "
            "So who widens a guardrail does that first, and only then the change that needs it.",
        ),
        wrong=_since("44.2"),
        right=_since("35.2"),
    ),
    Problem(
        code="H714",
        severity=Severity.ERROR,
        title=Words("daalt meer dan de grens toestaat", "falls more than the guardrail allows"),
        message=Words(
            "daling onder de grens van {limit}%, tot {found}%, bij {places}: {label}",
            "fall below the limit of {limit}%, up to {found}%, in {places}: {label}",
        ),
        label=Words("deze grens", "this guardrail"),
        helps=(_APPROVAL,),
        roles={},
        explanation=Words(
            "Onder `guardrails:` staat hoeveel een cijfer bij één wijziging hooguit mag dalen, en wie een uitzondering mag toestaan. "
            "`herleid diff` houdt elk cijfer daartegen, met de grenzen van voor en van na de wijziging: de strengste telt. "
            "Een daling kan betekenen dat een tarief niet langer reëel is, en vraagt daarom om iemand die haar verantwoordt.",
            "Under `guardrails:` it says how much a figure may fall in one change at most, and who may approve an exception. "
            "`herleid diff` holds every figure against it, with the guardrails from before and after the change: the strictest counts. "
            "A fall may mean that a tariff is no longer a fair one, and therefore asks for somebody to account for it.",
        ),
        wrong=_since("24.2"),
        right=_since("33.2"),
    ),
    Problem(
        code="H718",
        severity=Severity.ERROR,
        title=Words("grens waar niets tegen te houden is", "guardrail that nothing can be held against"),
        message=Words(
            "de grens `{name}` ({label}) is nergens tegen te houden: `{rule}` {why}",
            "nothing can be held against the guardrail `{name}` ({label}): `{rule}` {why}",
        ),
        label=Words("deze grens", "this guardrail"),
        helps=(
            Words(
                "zet bij wat hernoemd is `formerly:`, of laat de wijziging goedkeuren; daarover gaat: {approval}",
                "write `formerly:` at what was renamed, or have the change approved; this is for {approval}",
            ),
        ),
        roles={},
        explanation=Words(
            "Onder `guardrails:` staat hoeveel een cijfer bij één wijziging mag stijgen of dalen. "
            "Is het cijfer waarover een grens gaat weg, hangt het van andere dimensies af of is een andere regel het resultaat, "
            "dan valt er niets te vergelijken. "
            "Dat mag geen manier zijn om langs de grens te komen: iemand moet er dus naar kijken. "
            "Is de regel alleen anders gaan heten, dan zegt `formerly:` dat, en wordt hij weer tegen de grens gehouden.",
            "Under `guardrails:` it says how much a figure may rise or fall in one change. "
            "If the figure that a guardrail is about is gone, depends on other dimensions, or another rule is the result now, there is nothing to compare. "
            "That must not be a way past the guardrail, so somebody has to look at it. "
            "If the rule only has another name, `formerly:` says so, and it is held against the guardrail again.",
        ),
        wrong=f"--- file: regels.yaml\n{_DIVIDED}{_GUARDED}{_BEFORE}{SURCHARGE}",
        right=f"--- file: regels.yaml\n{SURCHARGE}{_GUARDED}{_BEFORE}{SURCHARGE}",
    ),
)
