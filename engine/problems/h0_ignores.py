"""Problems of comments that ignore a warning."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_SOURCE = """\
sources:
  oud:  {comment}
    title: Tariefbesluit van vorig jaar
    publisher: Gemeente Voorbeeld
    date: 2023-01-01
    type: decision
    url: https://example.org/oud
    retrieved: 2024-06-01

"""

_IGNORED = _SOURCE.replace("{comment}", "# herleid: ignore H704 blijft staan voor wie het nazoekt") + SURCHARGE

_FORM = Words(
    "schrijf `# herleid: ignore CODE reden` aan het eind van de regel, met de code van de waarschuwing en waarom zij mag blijven",
    "write `# herleid: ignore CODE reason` at the end of the line, with the code of the warning and why it may stay",
)

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H016",
        severity=Severity.WARNING,
        title=Words("opmerking die niets negeert", "comment that ignores nothing"),
        message=Words("deze opmerking negeert niets: {what}", "this comment ignores nothing: {what}"),
        label=None,
        helps=(_FORM,),
        roles={},
        explanation=Words(
            "Een waarschuwing die terecht blijft staan, kan op haar eigen regel worden genegeerd. "
            "Daar hoort de code bij, zodat een andere waarschuwing op die regel niet mee verdwijnt, en een reden, zodat een ander weet waarom. "
            "Ontbreekt een van beide, dan wordt er niets genegeerd.",
            "A warning that rightly stays can be ignored on its own line. "
            "That takes the code, so that another warning on that line does not disappear with it, and a reason, so that others know why. "
            "Where one of the two is missing, nothing is ignored.",
        ),
        wrong=changed(SURCHARGE, ("  overhead:\n", "  overhead:  # herleid: ignore H305\n")),
        right=changed(SURCHARGE, ("  overhead:\n", "  overhead:  # wordt gelezen door tarief\n")),
    ),
    Problem(
        code="H017",
        severity=Severity.WARNING,
        title=Words("een fout kan niet worden genegeerd", "an error cannot be ignored"),
        message=Words("`{code}` is een fout, en die kan niet worden genegeerd", "`{code}` is an error, and that cannot be ignored"),
        label=Words("een fout", "an error"),
        helps=(Words("verbeter wat er fout is, en haal de opmerking weg", "mend what is wrong, and take the comment out"),),
        roles={},
        explanation=Words(
            "Alleen een waarschuwing kan op haar regel worden genegeerd: dan is er iets dat nakijken verdient en dat nagekeken is. "
            "Bij een fout kloppen de regels niet, en daar verandert een reden niets aan.",
            "Only a warning can be ignored on its line: then there is something that deserves a look and has had it. "
            "With an error the rules are wrong, and no reason changes that.",
        ),
        wrong=changed(SURCHARGE, ("  overhead:\n", "  overhead:  # herleid: ignore H304 de leverancier heeft het bevestigd\n")),
        right=SURCHARGE,
    ),
    Problem(
        code="H018",
        severity=Severity.WARNING,
        title=Words("er is niets te negeren", "there is nothing to ignore"),
        message=Words(
            "`{code}` wordt op deze regel niet gemeld, dus er is niets te negeren",
            "`{code}` is not reported on this line, so there is nothing to ignore",
        ),
        label=Words("niet nodig", "not needed"),
        helps=(
            Words(
                "zet de opmerking aan het eind van regel {line}, waar de waarschuwing staat",
                "put the comment at the end of line {line}, where the warning is",
            ),
            Words("haal de opmerking weg", "take the comment out"),
        ),
        roles={},
        explanation=Words(
            "Een opmerking negeert alleen wat op haar eigen regel wordt gemeld. "
            "Is de waarschuwing intussen verholpen, dan zou de opmerking een nieuwe waarschuwing kunnen verbergen die niemand heeft bekeken.",
            "A comment ignores only what is reported on its own line. "
            "If the warning has been mended since, the comment might hide a new warning that nobody has looked at.",
        ),
        wrong=changed(SURCHARGE, ("  overhead:\n", "  overhead:  # herleid: ignore H305 wordt later gebruikt\n")),
        right=_IGNORED,
    ),
)
