"""Problems of how a formula finds its way through dimensions: stage H2."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import PRODUCTS, changed

_VARIANTS = """\
    variants:
      - for: {product.domein: wmo}
        formula: uurprijs * 1.02
      - for: {product.domein: jeugd}
        formula: uurprijs * 1.03
"""

_TWO_WAYS = changed(
    PRODUCTS,
    ("attributes: {domein: domein}", "attributes: {domein: domein, opdrachtgever: domein}"),
    ("domein: wmo}", "domein: wmo, opdrachtgever: wmo}"),
    ("domein: jeugd}", "domein: jeugd, opdrachtgever: wmo}"),
)

_TWO_TARGETS = changed(
    PRODUCTS,
    ("  product:\n", "  regio: {label: Regio, members: {oost: {}, west: {}}}\n  product:\n"),
    ("attributes: {domein: domein}", "attributes: {domein: domein, regio: regio}"),
    ("domein: wmo}", "domein: wmo, regio: oost}"),
    ("domein: jeugd}", "domein: jeugd, regio: oost}"),
)

_YEARS = """\
dimensions:
  prijspeil: {label: Prijspeil, ordered: true, members: {2024: {}, 2025: {}}}

parameters:
  index:
    label: Index ten opzichte van het jaar ervoor
    unit: "1"
    per: [prijspeil]
    range: [0.5, 2]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        table: {2024: 1, 2025: 1.0394}

formulas:
  tarief:
    label: Tarief
    unit: "1"
    per: [prijspeil]
    formula: 87.25 * cumprod(index, along=prijspeil)
    source: {ref: bron, at: tabel 2}
"""

_MIX = """\
dimensions:
  niveau: {label: Niveau, members: {MBO: {}, HBO: {}}}

parameters:
  functiemix:
    label: Functiemix
    unit: "%"
    per: [niveau]
    range: [0, 100]
    freedom: suggestie
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        table: {MBO: 60, HBO: 40}

formulas:
  tarief:
    label: Aandeel
    unit: "%"
    formula: sum(functiemix, over=niveau)
    source: {ref: bron, at: tabel 2}
"""

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H211",
        severity=Severity.ERROR,
        title=Words("dimensie niet gekozen", "dimension not settled"),
        message=Words(
            "`{name}` is hier niet te bepalen: welk lid van `{dimension}` bedoeld is, ligt niet vast",
            "`{name}` cannot be determined here: which member of `{dimension}` is meant is not settled",
        ),
        label=Words("welk lid van `{dimension}`?", "which member of `{dimension}`?"),
        helps=(
            Words(
                'zet `{dimension}` in `per`, tel op met `sum(..., over={dimension})` of kies een lid met `at(..., {dimension}="...")`',
                'put `{dimension}` in `per`, add up with `sum(..., over={dimension})` or pick a member with `at(..., {dimension}="...")`',
            ),
        ),
        roles={},
        explanation=Words(
            "Een regel met waarden per cao kan alleen gelezen worden waar vaststaat om welke cao het gaat. "
            "Dat staat vast als de formule zelf `per: [cao]` heeft, binnen een `sum` over cao, of met een lid dat `at` kiest. "
            "Heeft precies één dimensie van de formule een attribuut dat naar de cao wijst, dan wordt die weg vanzelf gevolgd, in één stap.",
            "A rule that has values per cao can only be read where it is settled which cao is meant. "
            "That is settled if the formula itself has `per: [cao]`, inside a `sum` over cao, or by a member that `at` picks. "
            "If exactly one dimension of the formula has an attribute that points to the cao, that way is followed by itself, in one step.",
        ),
        wrong=changed(_MIX, ("sum(functiemix, over=niveau)", "functiemix")),
        right=_MIX,
    ),
    Problem(
        code="H212",
        severity=Severity.ERROR,
        title=Words("meer dan één weg naar een dimensie", "more than one way to a dimension"),
        message=Words(
            "voor `{name}` is er meer dan één weg naar `{dimension}`: {attributes}",
            "for `{name}` there is more than one way to `{dimension}`: {attributes}",
        ),
        label=Words("welk attribuut?", "which attribute?"),
        helps=(
            Words(
                "noem het attribuut dat bedoeld is: `at({name}, {dimension}=...)` met een van {attributes}",
                "name the attribute that is meant: `at({name}, {dimension}=...)` with one of {attributes}",
            ),
        ),
        roles={},
        explanation=Words(
            "Een waarde per domein wordt bij een product gevonden door het attribuut dat naar het domein wijst. "
            "Wijzen er twee attributen naar dezelfde dimensie, dan zou een keuze een gok zijn die het bedrag verandert. "
            "De formule noemt dan zelf het attribuut, met `at`.",
            "A value per domain is found for a product through the attribute that points to the domain. "
            "If two attributes point to the same dimension, to choose would be a guess that changes the amount. "
            "The formula then names the attribute itself, with `at`.",
        ),
        wrong=_TWO_WAYS,
        right=changed(_TWO_WAYS, ("uurprijs * 1.02", "at(uurprijs, domein=product.opdrachtgever) * 1.02")),
    ),
    Problem(
        code="H214",
        severity=Severity.ERROR,
        title=Words("niet precies één variant past", "not exactly one variant fits"),
        message=Words("bij `{name}` past {count} op `{cell}`", "in `{name}` {count} fits `{cell}`"),
        label=Words("op elke cel moet er precies één passen", "exactly one must fit every cell"),
        helps=(
            Words(
                "laat de voorwaarden onder `for` samen elk lid precies één keer noemen",
                "let the conditions under `for` together name every member exactly once",
            ),
        ),
        roles={"fits": Words("deze past", "this one fits")},
        explanation=Words(
            "Een formule met varianten rekent elke cel uit met de variant waarvan de voorwaarden kloppen. "
            "Past er geen, dan heeft de cel geen waarde; passen er twee, dan zijn er twee uitkomsten. "
            "Een nieuw product valt zo niet ongemerkt buiten de regels.",
            "A formula with variants computes every cell with the variant of which the conditions hold. "
            "If none fits, the cell has no value; if two fit, there are two results. "
            "That way a new product does not fall outside the rules without anyone noticing.",
        ),
        wrong=changed(PRODUCTS, ("    formula: uurprijs * 1.02\n", "\n".join(_VARIANTS.splitlines()[:3]) + "\n")),
        right=changed(PRODUCTS, ("    formula: uurprijs * 1.02\n", _VARIANTS)),
    ),
    Problem(
        code="H216",
        severity=Severity.ERROR,
        title=Words("dimensie zonder volgorde", "dimension without an order"),
        message=Words("de leden van `{dimension}` hebben geen volgorde", "the members of `{dimension}` have no order"),
        label=Words("hier is een volgorde nodig", "an order is needed here"),
        helps=(
            Words(
                "zet `ordered: true` bij `{dimension}` als de leden op volgorde staan",
                "put `ordered: true` at `{dimension}` if its members stand in order",
            ),
        ),
        roles={},
        explanation=Words(
            "`cumsum`, `cumprod` en `previous` lopen langs de leden van een dimensie, van het eerste naar het laatste. "
            "Dat kan alleen bij een dimensie die `ordered: true` heeft, zoals jaren, want bij andere dimensies betekent de volgorde in het bestand niets.",
            "`cumsum`, `cumprod` and `previous` walk along the members of a dimension, from the first to the last. "
            "That is possible only for a dimension that has `ordered: true`, such as years, because for others the order in the file means nothing.",
        ),
        wrong=changed(_YEARS, ("ordered: true, ", "")),
        right=_YEARS,
    ),
    Problem(
        code="H218",
        severity=Severity.ERROR,
        title=Words("attribuut ontbreekt bij een lid", "member lacks an attribute"),
        message=Words("`{member}` zegt niet wat zijn `{attribute}` is", "`{member}` does not say what its `{attribute}` is"),
        label=Words("`{attribute}` ontbreekt", "`{attribute}` is missing"),
        helps=(
            Words(
                "vul `{attribute}` in bij `{member}`, of geef het attribuut bij `{dimension}` een `default`",
                "fill in `{attribute}` at `{member}`, or give the attribute a `default` at `{dimension}`",
            ),
        ),
        roles={},
        explanation=Words(
            "Elk lid van een dimensie vult alle attributen in die onder `attributes:` staan, behalve die met een `default`. "
            "Via een attribuut worden waarden gevonden: zonder is niet te zeggen welke waarde bij dit lid hoort.",
            "Every member of a dimension fills in all attributes under `attributes:`, except those that have a `default`. "
            "Values are found through an attribute: without it nobody can say which value belongs to this member.",
        ),
        wrong=changed(PRODUCTS, ("Begeleiding, domein: wmo", "Begeleiding")),
        right=PRODUCTS,
    ),
    Problem(
        code="H220",
        severity=Severity.ERROR,
        title=Words("over een dimensie waar niets van afhangt", "over a dimension that nothing depends on"),
        message=Words("niets tussen de haakjes verschilt per `{dimension}`", "nothing inside the brackets differs by `{dimension}`"),
        label=Words("hier hangt niets van af", "nothing depends on this"),
        helps=(
            Words(
                "haal `{dimension}` weg uit `over`, of reken met iets dat per `{dimension}` verschilt",
                "take `{dimension}` out of `over`, or compute with something that differs by `{dimension}`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een som over een dimensie telt iets op dat per lid kan verschillen. "
            "Hangt er niets van de dimensie af, dan zou hetzelfde bedrag zo vaak meetellen als er leden zijn, "
            "en verandert het tarief met elk lid dat erbij komt.",
            "A sum over a dimension adds up something that may differ by member. "
            "If nothing depends on the dimension, the same amount would count as often as there are members, "
            "and the tariff would change with every member that is added.",
        ),
        wrong=changed(PRODUCTS, ("uurprijs * 1.02", "uurprijs * sum(0.51, over=domein)")),
        right=changed(PRODUCTS, ("uurprijs * 1.02", "uurprijs / sum(uurprijs, over=domein) * uurprijs")),
    ),
    Problem(
        code="H221",
        severity=Severity.ERROR,
        title=Words("dimensie is al gebruikt om te kiezen", "dimension is already used to pick"),
        message=Words(
            "de `at` hieromheen kiest al met een attribuut van `{dimension}`",
            "the `at` around this already picks by an attribute of `{dimension}`",
        ),
        label=Words("`{dimension}` staat hier al vast", "`{dimension}` is already settled here"),
        helps=(Words("zet `at` binnen de haakjes in plaats van eromheen", "put `at` inside the brackets instead of around them"),),
        roles={},
        explanation=Words(
            "`at(x, domein=product.domein)` kiest met het product van de cel. "
            "Telt `x` zelf over alle producten op, dan is niet te zien of het domein van de cel bedoeld is of dat van elk product in de som. "
            "Met `at` binnen de som is dat duidelijk.",
            "`at(x, domein=product.domein)` picks by the product of the cell. "
            "If `x` itself adds up over all products, nobody can see whether the domain of the cell is meant or that of every product in the sum. "
            "With `at` inside the sum that is clear.",
        ),
        wrong=changed(PRODUCTS, ("uurprijs * 1.02", "at(max(uurprijs, over=product), domein=product.domein)")),
        right=changed(PRODUCTS, ("uurprijs * 1.02", "max(at(uurprijs, domein=product.domein), over=product)")),
    ),
    Problem(
        code="H230",
        severity=Severity.ERROR,
        title=Words("attribuut wijst naar een andere dimensie", "attribute points to another dimension"),
        message=Words("`{attribute}` wijst niet naar `{dimension}`", "`{attribute}` does not point to `{dimension}`"),
        label=Words("wijst naar `{target}`", "points to `{target}`"),
        helps=(
            Words("kies een attribuut dat naar `{dimension}` wijst, of een code ervan", "choose an attribute that points to `{dimension}`, or a code of it"),
        ),
        roles={},
        explanation=Words(
            "In `at(x, cao=product.sector)` moet het attribuut `sector` een cao zijn. "
            "Wijst het naar iets anders, dan zou een code van de ene dimensie als code van een andere gelezen worden.",
            "In `at(x, cao=product.sector)` the attribute `sector` has to be a cao. "
            "If it points to something else, a code of one dimension would be read as a code of another.",
        ),
        wrong=changed(_TWO_TARGETS, ("uurprijs * 1.02", "at(uurprijs, domein=product.regio) * 1.02")),
        right=changed(_TWO_TARGETS, ("uurprijs * 1.02", "at(uurprijs, domein=product.domein) * 1.02")),
    ),
)
