"""Small rule files that the examples of the catalogue are made from."""

from __future__ import annotations

WAGES = """\
dimensions:
  cao:
    label: Cao
    members: {GGZ: {label: Geestelijke gezondheidszorg}, JZ: {label: Jeugdzorg}}

parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [cao]
    range: [10, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        table: {GGZ: 41.20, JZ: 39.75}

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [cao]
    formula: uurloon * 1.25
    source: {ref: bron, at: tabel 2}
"""

PRODUCTS = """\
dimensions:
  domein: {label: Domein, members: {jeugd: {}, wmo: {}}}
  product:
    label: Product
    attributes: {domein: domein}
    members:
      begeleiding: {label: Begeleiding, domein: wmo}
      behandeling: {label: Behandeling, domein: jeugd}

parameters:
  uurprijs:
    label: Uurprijs
    unit: EUR/uur
    per: [domein]
    range: [10, 200]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        table: {jeugd: 95.50, wmo: 78.25}

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product]
    formula: uurprijs * 1.02
    source: {ref: bron, at: tabel 2}
"""

SURCHARGE = """\
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}
  overhead:
    label: Overhead
    unit: "%"
    range: [0, 60]
    freedom: suggestie
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 2}, value: 34.2}

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    formula: uurloon * (1 + overhead)
    source: {ref: bron, at: tabel 3}
"""


def changed(text: str, *edits: tuple[str, str]) -> str:
    """Return a sample with words replaced, each where it stands first."""
    for old, new in edits:
        if old not in text:
            raise ValueError(old)
        text = text.replace(old, new, 1)
    return text
