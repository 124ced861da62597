"""The commands: arguments in, text and exit code out. The only place that prints or reads the environment."""

from __future__ import annotations

import gc
import sys

from .group import Group
from .running import run

# One line of help in Dutch and English; the module of the same name is read only when its command is used.
COMMANDS = {
    "init": ("begin een regelset", "begin a rule set"),
    "check": ("controleer of de regels kloppen", "check that the rules are sound"),
    "test": ("vergelijk met wat gepubliceerd is", "compare with what was published"),
    "calc": ("bereken de cijfers", "compute the figures"),
    "trace": ("laat zien waar een cijfer vandaan komt", "show where a figure comes from"),
    "buildup": ("laat zien waar een tarief uit bestaat", "show what a tariff is made of"),
    "diff": ("laat zien wat er veranderde en waarom", "show what changed and why"),
    "compare": ("zet eigen cijfers naast de tarieven", "put own figures beside the tariffs"),
    "solve": ("bereken welke waarden passen bij wat gepubliceerd is", "compute which values agree with what was published"),
    "sensitivity": ("laat zien wat er voor een tarief toe doet", "show what matters for a tariff"),
    "set": ("wijzig een waarde in de regels", "change a value in the rules"),
    "release": ("leg de tarieven vast in een bestand", "lay down the tariffs in a file"),
    "verify": ("reken een vastlegging na", "compute a receipt again"),
    "report": ("laat een onderwerp bij elkaar zien, zoals inkoop of wet", "show a topic together, such as procurement or law"),
    "graph": ("teken welke regel op welke rust", "draw which rule rests on which"),
    "find": ("zoek waar iets gebruikt wordt", "find where something is used"),
    "explain": ("leg uit wat een melding betekent", "explain what a problem means"),
}


def main() -> None:
    """Run the command that the arguments name, and leave with its exit code."""
    # What is read from the rules is used to the end: looking for garbage in it takes a tenth of the time and finds none.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(run(Group(__package__, COMMANDS), sys.argv[1:]))
