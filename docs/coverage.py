"""Where each structured thing of the two documents of the Achterhoek lives in its rules: the rows of `coverage.md`."""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Span
from engine.model import Citation, Parameter, RuleSet
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from engine.resources import shipped

ROWS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Programma en agenda van de bijeenkomsten",
        "programma",
        ("programma_jeugd_juli", "programma_wmo_juli", "programma_oktober", "agenda_oktober"),
    ),
    ("Missie, maatschappelijke doelen, kernwaarden en doelstellingen", "kernwaarde", ("doel", "goals", "doelen_volledig")),
    ("Uitgangspunten van de inkoop, in zes groepen", "dekkend aanbod", ("uitgangspunt", "goals", "uitgangspunten_volledig")),
    ("Uitgaven jeugdhulp 2023 per gemeente, met het totaal van Crisis", "uitgaven jeugdhulp", ("uitgaven", "uitgaven_segment", "uitgaven_post")),
    ("Uitgaven Wmo begeleiding 2023 per gemeente, en het totaal van Wonen", "uitgaven wmo", ("uitgaven", "uitgaven_segment")),
    ("Deelname van acht gemeenten aan vijf segmenten; HCV buiten scope", "deelname", ("gemeente", "segment", "deelname", "deelname_zoals_gedrukt")),
    ("Procedure: SAS, lokale percelen, penvoerder, TenderNed en Mercell", "SAS", ("gunning", "perceel", "procurement")),
    ("Planning van juli en van oktober", "planning", ("planning_juli", "planning_oktober")),
    (
        "Besluitvorming: voorlopige tarieven, reactie tot 23 oktober, colleges op 19 november, dan publicatie; de gemeenten stellen de tarieven vast",
        "go/no go",
        ("planning_oktober", "aanpak_tarieven_oktober", "achterhoek"),
    ),
    ("Voorbehoud bij elk cijfer in concept", "geen rechten", ("achterhoek",)),
    ("Bekostiging: inspanningsgericht, taakgericht en de mengvormen", "inspanningsgericht", ("bekostiging", "dienst", "procurement")),
    ("Acht kostprijselementen met hun onderdelen", "stenen", ("salaris", "opslagen", "sociale_lasten", "overhead", "pnil", "risico", "uren", "stenen")),
    ("Aanpak en planning van de tarieven", "aanpak tarieven", ("aanpak_tarieven_juli", "aanpak_tarieven_oktober", "planning_adviestarieven")),
    ("Aanpak en planning van het lumpsumbudget, met KPI's, governance en ventielen", "lumpsum", ("aanpak_lumpsum", "planning_taakbudget")),
    (
        "Opzet van het taakbudget: initieel budget, T+1 tot en met T+4, componenten A, B en tweemaal C",
        "taakbudget",
        ("begrotingsjaar", "budgetcomponent", "initieel_budget", "budgetmutatie", "budgetindexering", "taakbudget"),
    ),
    (
        "Percelen met hun diensten, nummers en bekostiging",
        "perceel",
        ("dienst", "perceel", "perceelnummer", "procurement", "percelen_jeugd", "percelen_wonen", "percelen_genummerd", "bekostiging_zoals_gedrukt"),
    ),
    ("Producten van elke dienst, met hun tarieven", "ondersteuning", ("product", "dienst", "procurement")),
    ("Cliënten in 2023", "cliënten in 2023", ("uitgavenpost", "clienten", "clienten_segment", "uitgaven_per_client")),
    ("Vragen aan aanbieders per onderdeel", "vragen aan aanbieders", ("consultatievraag", "goals", "vragen_volledig")),
    ("Zes beginselen van reële tarieven", "reële tarieven", ("beginsel", "principles", "beginselen_volledig")),
    ("Reacties per aanbesteding, en de aanpassingen", "reacties", ("reacties", "reagerende_aanbieders", "reacties_totaal", "consultation")),
    ("Lijst van bronnen", "benchmark care", ("bronvermelding", "principles", "bronvermelding_volledig")),
    ("Basisparameterwaarden", "inschaling", ("inschaling", "aandeel_awf_laag", "aandeel_grote_werkgever", "pnil", "risico")),
    ("Niveaus en salarisschalen", "niveautabel", ("niveau", "niveautabel", "schaalmaximum")),
    ("Overhead en verzuim per sector", "verzuim", ("overhead", "verzuim")),
    ("Functiemix", "functiemix", ("functiemix",)),
    ("Productiviteit", "productiviteit", ("bruto_uren", "niet_declarabele_uren", "directe_uren", "declarabele_uren", "productiviteit")),
    ("Groepsgrootte", "groepsgrootte", ("groepsgrootte", "groepsgrootte_verblijf")),
    ("Locatiekosten van 14 euro per dagdeel", "locatiekosten", ("voorzieningen", "voorzieningbedrag")),
    ("Wonen: modules, pakketten, uren en toezicht", "agogisch klimaat", ("inzetomvang", "voorzieningen", "modulekosten")),
    ("Cao-mix van Wonen en van Expertise", "cao mix", ("caogewicht", "caomix")),
    ("Tarieven met prijspeil, eenheid en stand", "tarief", ("product", "prijspeil", "basisbedrag", "tarief")),
    ("Herziening van de productomschrijvingen, zes punten", "uitgekristalliseerd", ("herziening", "revisions", "herziening_volledig")),
    ("Onderdelen van het kostprijsmodel, met hun bronnen", "consignatie", ("kostprijsonderdeel", "principles", "kostprijsonderdelen_volledig")),
    ("Uren die uit uitgaven zijn af te leiden", "uren ambulante spoedhulp", ("uren_spoedhulp", "spoedhulp_een_product", "procurement")),
    ("Indexstap naar 2026, die nog ontbreekt", "index 2026", ("index_2026", "index_definitief", "nacalculatie_meetellen", "indexstap_2026", "tarief_2026")),
    ("Wettelijke kostenelementen", "Besluit Jeugdwet", ("wmo", "jeugdwet", "geen_clientgebonden_kosten_per_uur")),
)
"""What it is, words that `herleid find` finds it by, and what it is called in the rules."""


def page() -> str:
    """Return the page."""
    rules = achterhoek()
    head = [
        "# Waar het in de regels ligt",
        (
            "Elk gestructureerd gegeven uit de twee teksten van de Achterhoek, en waar het in de regels staat. "
            "Gemaakt uit de regels zelf (`python docs/make.py`). De woorden in de tweede kolom zijn die waarmee `herleid find` het vindt."
        ),
        "| wat | vinden met | naam in de regels | plaats in de bron |\n| --- | --- | --- | --- |\n" + "\n".join(row(rules, *each) for each in ROWS),
    ]
    return "\n\n".join(head) + "\n"


def achterhoek() -> RuleSet:
    """Read the rules."""
    found = load(FolderTree(shipped("rules"), shipped("rules").parent), "achterhoek").ruleset
    assert found  # noqa: S101
    return found


def row(rules: RuleSet, what: str, words: str, names: tuple[str, ...]) -> str:
    """Return one row of the table."""
    links = [f"[`{name}`](../{spans(rules)[name].file})" for name in names]
    places = dict.fromkeys(f"{each.ref}: {each.at}" for name in names for each in citations(rules, name))
    return f"| {what} | {words} | {', '.join(links)} | {'; '.join(places)} |"


def spans(rules: RuleSet) -> dict[str, Span]:
    """Return the place of everything that has a name; what is computed goes before what only has the same name."""
    kinds = (rules.elements, rules.law, rules.law_exceptions, rules.reports, rules.plannings, rules.reactions, rules.checks, rules.dimensions, rules.rules)
    disclaimer = {rules.name: rules.disclaimer.span} if rules.disclaimer else {}
    return {**disclaimer, **{name: each.span for kind in kinds for name, each in kind.items()}}


def citations(rules: RuleSet, name: str) -> Iterator[Citation]:
    """Go through the places in sources that a name cites."""
    rule = rules.rules.get(name)
    if rule is not None:
        yield from (each.citation for each in rule.entries if each.citation) if isinstance(rule, Parameter) else (rule.citation,)
        yield from (each.citation for each in rules.published if each.of == name)
        return
    if name == rules.name and rules.disclaimer and rules.disclaimer.citation:
        yield rules.disclaimer.citation
    for kind in (rules.law, rules.law_exceptions, rules.reports, rules.plannings, rules.reactions, rules.checks):
        found = kind.get(name)
        if found is not None and found.citation:
            yield found.citation
