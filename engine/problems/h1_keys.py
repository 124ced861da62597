"""Problems of keys: missing, unknown, excluding each other, or compulsory because of another."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H102",
        severity=Severity.ERROR,
        title=Words("sleutel ontbreekt", "key missing"),
        message=Words("de sleutel `{key}` ontbreekt", "the key `{key}` is missing"),
        label=Words("hier hoort `{key}` bij", "this takes `{key}`"),
        helps=(),
        roles={},
        explanation=Words(
            "Sommige sleutels zijn verplicht: zonder eenheid, bereik of bron is een getal niet na te rekenen en niet te verantwoorden. Er is daarom geen "
            "stilzwijgende waarde voor.",
            "Some keys are compulsory: without unit, range or source a figure cannot be checked and not be accounted for. So there is no silent value for "
            "them.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
""",
        right="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H103",
        severity=Severity.ERROR,
        title=Words("onbekende sleutel", "unknown key"),
        message=Words("de sleutel `{key}` is hier niet bekend", "the key `{key}` is not known here"),
        label=None,
        helps=(
            Words("bedoelde u `{suggestion}`?", "did you mean `{suggestion}`?"),
            Words("deze sleutel hoort alleen in `{file}`", "this key belongs in `{file}` only"),
            Words("nog mogelijk is hier: {known}", "still possible here: {known}"),
        ),
        roles={},
        explanation=Words(
            "Elk onderdeel van de regels heeft vaste sleutels. Een sleutel die niet bekend is wordt niet overgeslagen: meestal is het een tikfout, en dan "
            "zou een afronding of een einddatum stil verdwijnen.",
            "Each part of the rules has fixed keys. A key that is not known is not passed over: mostly it is a slip, and then a rounding or an end date would "
            "silently disappear.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formule: 12.50
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H108",
        severity=Severity.ERROR,
        title=Words("een van deze sleutels", "one of these keys"),
        message=Words("van de sleutels {keys} hoort er hier één te staan", "one of the keys {keys} belongs here"),
        label=None,
        helps=(
            Words("er staan er nu meer: {present}; kies er één", "now there are more: {present}; choose one"),
            Words("kies een van {keys}", "choose one of {keys}"),
        ),
        roles={"first": Words("naast deze", "beside this one")},
        explanation=Words(
            "Sommige sleutels zeggen hetzelfde op verschillende manieren: een waarde, een tabel of een CSV-bestand; een formule of varianten. Staan er twee, "
            "dan is niet te zeggen welke geldt; staat er geen, dan is er niets.",
            "Some keys say the same in different ways: a value, a table or a CSV file; a formula or variants. With two of them nobody can say which one holds; "
            "with none there is nothing.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H109",
        severity=Severity.ERROR,
        title=Words("sleutel is hier verplicht", "key compulsory here"),
        message=Words("de sleutel `{key}` is hier verplicht", "the key `{key}` is compulsory here"),
        label=None,
        helps=(
            Words("`{key}` hoort erbij omdat er `{because}` staat", "`{key}` is needed because there is `{because}`"),
            Words("zonder `{key}` kan het alleen bij `{unless}`", "`{key}` can be left out only with `{unless}`"),
        ),
        roles={},
        explanation=Words(
            "Sommige sleutels zijn verplicht door een andere. Een waarde heeft een bron nodig, een gekalibreerde waarde ook wat feiten alleen zouden geven, "
            "een parameter met een kostenelement zijn neutrale waarde, en een afwijking of aanname een toelichting.",
            "Some keys are compulsory because of another. A value needs a source, a calibrated value also what facts alone would give, a parameter with a cost "
            "element its neutral value, and a deviation or assumption a note.",
        ),
        wrong="""\
elements:
  overhead: {label: Overhead, order: 1}

parameters:
  tarief:
    label: Tarief
    unit: EUR
    element: overhead
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        value: 12.50
""",
        right="""\
elements:
  overhead: {label: Overhead, order: 1}

parameters:
  tarief:
    label: Tarief
    unit: EUR
    element: overhead
    neutral: 0
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        value: 12.50
""",
    ),
)
