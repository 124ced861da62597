"""Problems of the register of a consultation."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_REGISTER = (
    SURCHARGE
    + """
reactions:
  overhead_te_laag:
    label: Overhead
    provider: A07
    text: De overhead is hoger.
    date: 2024-05-21
    answer: Het landelijke cijfer wordt gevolgd.
    decision: adopted
    edits: [{rule: overhead}]
"""
)

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H326",
        severity=Severity.WARNING,
        title=Words("reactie van na de regels", "reaction later than the rules"),
        message=Words("de reactie `{name}` is van {date}, na de dag van de regels", "the reaction `{name}` is of {date}, after the day of the rules"),
        label=Words("later dan {day}", "later than {day}"),
        helps=(
            Words(
                "kijk of de dag klopt, ook het jaar; gaan de regels over een latere dag, zet die dan bij `day` in `ruleset.yaml`",
                "see whether the day is right, the year too; if the rules are of a later day, put that at `day` in `ruleset.yaml`",
            ),
        ),
        roles={},
        explanation=Words(
            "Regels geven weer wat er op hun dag bekend was. "
            "Een reactie van een latere dag kan er nog niet in zijn beantwoord: de dag is verkeerd overgenomen, of die van de regels is blijven staan.",
            "Rules tell what was known on their day. "
            "A reaction of a later day cannot have been answered in them yet: the day was copied wrongly, or that of the rules was left as it was.",
        ),
        wrong=changed(_REGISTER, ("date: 2024-05-21", "date: 2025-05-21")),
        right=_REGISTER,
    ),
    Problem(
        code="H720",
        severity=Severity.ERROR,
        title=Words("niet overgenomen, en toch gewijzigd", "not adopted, and changed all the same"),
        message=Words(
            "het besluit over de reactie `{name}` is `{decision}`, en toch zou {rules} erdoor zijn gewijzigd",
            "the decision on the reaction `{name}` is `{decision}`, and yet {rules} would have been changed for it",
        ),
        label=Words("`decision: {decision}`", "`decision: {decision}`"),
        helps=(
            Words(
                "haal `edits` weg; is er wel iets overgenomen, kies dan `adopted` of `partly`",
                "take `edits` away; if something was adopted after all, choose `adopted` or `partly`",
            ),
        ),
        roles={"edit": Words("deze wijziging", "this edit")},
        explanation=Words(
            "De wijzigingen bij een reactie zijn wat er door haar aan de regels is veranderd; de nota van antwoord laat zien wat dat met de tarieven deed. "
            "Een reactie die is afgewezen, of voor kennisgeving aangenomen, verandert niets.",
            "The edits of a reaction are what was changed in the rules because of it; the answers show what that did to the tariffs. "
            "A reaction that was rejected, or only noted, changes nothing.",
        ),
        wrong=changed(_REGISTER, ("decision: adopted", "decision: rejected")),
        right=_REGISTER,
    ),
)
