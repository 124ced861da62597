"""Rule sets with random edits in them, made on the model itself, and mixtures of two rule sets by their definition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from engine.calculating.calculation import Calculation
from engine.calculating.graph import ancestors, dependencies
from engine.expression import Along, Fixed, Number, Operation, Own, Read, Reduction, walk
from engine.model import Datum, Entry, Formula, Parameter, Rounding, State
from engine.questions.diff.renames import Renames, told_in

FACTORS = [Decimal(each) for each in ("0.97", "0.99", "1.01", "1.02", "1.05")]


class Changer:
    """Makes random edits to a rule set; what cannot be done leaves it as it is."""

    def __init__(self, rules, random):
        self.rules = rules
        self.random = random
        self.made = []
        self.fresh = set()
        self.count = 0

    def make(self, count, kinds=None):
        for _ in range(count):
            kind = self.random.choice(kinds or KINDS)
            before = self.rules
            getattr(self, kind)()
            if self.rules is not before:
                self.made.append(kind)
        return self.rules

    # Helpers.

    def _put(self, **rules):
        self.rules = replace(self.rules, rules={**self.rules.rules, **rules})

    def _reaching(self, kind):
        needs = dependencies(self.rules.rules)
        names = sorted(ancestors(needs, [self.rules.result]))
        return [self.rules.rules[name] for name in names if isinstance(self.rules.rules[name], kind)]

    def _pick(self, items):
        items = list(items)
        return self.random.choice(items) if items else None

    def _new_name(self, stem):
        self.count += 1
        return f"{stem}_{self.count}"

    def _readers(self, name):
        return [rule for rule in self._formulas() if any(isinstance(part, Read) and part.rule == name for part in _parts(rule))]

    def _formulas(self):
        return [each for each in self.rules.rules.values() if isinstance(each, Formula)]

    def _expressions(self, rule, change):
        return replace(rule, variants=tuple(replace(each, expression=change(each.expression), text=each.text + " *") for each in rule.variants))

    def _replaced(self, rule, name, change):
        """A formula in which every reading of another rule is something else."""
        return self._expressions(rule, lambda each: substituted(each, name, change))

    # Values.

    def value(self):
        rule = self._pick(each for each in self._reaching(Parameter) if each.entries)
        at = self.random.randrange(len(rule.entries))
        entry = rule.entries[at]
        chosen = self.random.sample(sorted(entry.cells), min(len(entry.cells), self.random.randint(1, 3)))
        cells = {cell: self._moved(each) if cell in chosen else each for cell, each in entry.cells.items()}
        self._put(**{rule.name: replace(rule, entries=(*rule.entries[:at], replace(entry, cells=cells), *rule.entries[at + 1 :]))})

    def _moved(self, datum):
        if isinstance(datum.value, Decimal):
            return replace(datum, value=datum.value * self.random.choice(FACTORS) + (Decimal("0.01") if not datum.value else 0))
        return replace(datum, value=Decimal(self.random.randint(10, 90))) if datum.value is State.NMB and self.random.random() < 0.5 else datum

    def to_be_decided(self):
        rule = self._pick(each for each in self._reaching(Parameter) if each.entries)
        entry = rule.entries[0]
        cell = self.random.choice(sorted(entry.cells))
        cells = {**entry.cells, cell: replace(entry.cells[cell], value=State.NMB)}
        self._put(**{rule.name: replace(rule, entries=(replace(entry, cells=cells), *rule.entries[1:]))})

    def default(self):
        rule = self._pick(each for each in self._reaching(Parameter) if isinstance(each.default, Decimal))
        if rule:
            self._put(**{rule.name: replace(rule, default=rule.default + Decimal("0.001"))})

    def later(self):
        """Values that come into force later, and sometimes a later day of calculation."""
        rule = self._pick(each for each in self._reaching(Parameter) if each.entries)
        entry = self.random.choice(rule.entries)
        start = date(2024, 7, 1) + timedelta(days=self.random.choice((0, 31, 200)))
        if any(each.valid_from == start for each in rule.entries):
            return
        added = replace(entry, valid_from=start, cells={cell: self._moved(each) for cell, each in entry.cells.items()})
        self._put(**{rule.name: replace(rule, entries=(*rule.entries, added))})
        if self.random.random() < 0.3:
            self.rules = replace(self.rules, day=date(2025, 6, 1))

    # Formulas.

    def formula(self):
        rule = self._pick(self._reaching(Formula))
        factor = self.random.choice(FACTORS)
        if self.random.random() < 0.5 and len(rule.variants) > 1:
            at = self.random.randrange(len(rule.variants))
            one = rule.variants[at]
            changed = replace(one, expression=Operation("*", (one.expression, Number(factor, one.span)), one.span), text=one.text + " *")
            self._put(**{rule.name: replace(rule, variants=(*rule.variants[:at], changed, *rule.variants[at + 1 :]))})
        else:
            self._put(**{rule.name: self._expressions(rule, lambda each: Operation("*", (each, Number(factor, rule.span)), rule.span))})

    def bend(self):
        """A formula that is no longer a product: a part of it that is the larger of two."""
        rule = self._pick(self._reaching(Formula))
        floor = Number(Decimal(self.random.randint(1, 40)), rule.span)
        self._put(**{rule.name: self._expressions(rule, lambda each: Operation("max", (each, floor), rule.span))})

    def rounding(self):
        rule = self._pick(self._reaching(Formula))
        step = Decimal(self.random.choice(("0.01", "0.001", "0.05")))
        rounding = None if rule.rounding and self.random.random() < 0.5 else Rounding(step, self.random.choice(("half_up", "floor", "half_even")), rule.span)
        self._put(**{rule.name: replace(rule, rounding=rounding)})

    def added_rule(self):
        rule = self._pick(self._reaching(Formula))
        per = tuple(self.random.sample(rule.per, self.random.randint(0, len(rule.per))))
        name = self._new_name("nieuw")
        cells = {cell: Datum(1 + Decimal(self.random.randint(1, 9)) / 1000, rule.span) for cell in Calculation(self.rules).space.cells(per)}
        entry = Entry(date(2024, 1, 1), None, "document", "concept", None, cells, rule.span)
        unit = replace(rule.unit, factors=())
        parameter = Parameter(name, name, unit, per, (entry,), (None, None), rule.span, "open", self._pick(sorted(self.rules.elements)))
        read = Read(name, tuple(Own(each) for each in per), rule.span)
        self._put(**{name: parameter, rule.name: self._expressions(rule, lambda each: Operation("*", (each, read), rule.span))})

    def removed_rule(self):
        rule = self._pick(each for each in self._reaching(Parameter) if not each.per)
        if rule is None:
            return
        value = Calculation(self.rules).value(rule.name, ())
        if not isinstance(value, Decimal):
            return
        for reader in self._readers(rule.name):
            self._put(**{reader.name: self._replaced(reader, rule.name, lambda read: Number(value * self.factor(), read.span))})
        self.rules = replace(self.rules, rules={name: each for name, each in self.rules.rules.items() if name != rule.name})

    def factor(self):
        return self.random.choice(FACTORS)

    def to_parameter(self):
        """A formula whose figures are given from now on."""
        rule = self._pick(each for each in self._reaching(Formula) if each.name != self.rules.result)
        calculation = Calculation(self.rules)
        cells = {cell: Datum(value, rule.span) for cell in calculation.cells(rule.name) if isinstance(value := calculation.value(rule.name, cell), Decimal)}
        if cells:
            one = self.random.choice(sorted(cells))
            cells[one] = self._moved(cells[one])
            entry = Entry(date(2024, 1, 1), None, "document", "concept", None, cells, rule.span)
            self._put(**{rule.name: Parameter(rule.name, rule.label, rule.unit, rule.per, (entry,), (None, None), rule.span, "open")})

    def to_formula(self):
        """A parameter that is computed from another from now on."""
        rule = self._pick(each for each in self._reaching(Parameter))
        name = self._new_name("grondslag")
        formula = next(iter(self._reaching(Formula)))
        read = Read(name, tuple(Own(each) for each in rule.per), rule.span)
        expression = Operation("*", (read, Number(self.factor(), rule.span)), rule.span)
        variant = replace(formula.variants[0], conditions=(), expression=expression, text=f"{name} * ...")
        computed = Formula(rule.name, rule.label, rule.unit, rule.per, (variant,), formula.citation, rule.span, formerly=rule.formerly)
        self._put(**{name: replace(rule, name=name, formerly=None), rule.name: computed})

    def per(self):
        """A parameter over one more dimension, which all its readers have."""
        for rule in self.random.sample(parameters := self._reaching(Parameter), len(parameters)):
            readers = self._readers(rule.name)
            shared = sorted(set.intersection(*({*each.per} for each in readers)) - {*rule.per}) if readers else []
            hidden = {name for each in readers for part in _parts(each) if isinstance(part, Reduction) for name in part.over}
            shared = [each for each in shared if each not in hidden]
            if shared:
                return self._widen(rule, readers, self.random.choice(shared))
        return None

    def _widen(self, rule, readers, dimension):
        members = sorted(self.rules.dimensions[dimension].members)
        factors = {each: self.factor() for each in members}

        def wider(datum, member):
            return replace(datum, value=datum.value * factors[member]) if isinstance(datum.value, Decimal) else datum

        entries = tuple(
            replace(entry, cells={(*cell, member): wider(datum, member) for cell, datum in entry.cells.items() for member in members}, facts=None, solved=None)
            for entry in rule.entries
        )
        self._put(**{rule.name: replace(rule, per=(*rule.per, dimension), entries=entries)})
        for reader in readers:
            wide = self._replaced(self.rules.rules[reader.name], rule.name, lambda read: replace(read, selectors=(*read.selectors, Own(dimension))))
            # The text stays: the formula only follows.
            self._put(**{reader.name: replace(wide, variants=tuple(replace(each, text=each.text[:-2]) for each in wide.variants))})

    # Members.

    def added_member(self):
        name = self.random.choice(("cao", "niveau", "inzet", "product", "reeks", "prijspeil", "domein", "voorziening"))
        dimension = self.rules.dimensions[name]
        like = self.random.choice(sorted(dimension.members))
        new = self._new_name("nieuw_lid")
        at = len(dimension.members) if dimension.ordered and self.random.random() < 0.7 else self.random.randint(0, len(dimension.members))
        members = list(dimension.members.items())
        members.insert(at, (new, replace(dimension.members[like], name=new, formerly=None)))
        self._dimension(replace(dimension, members=dict(members)))
        for rule in list(self.rules.rules.values()):
            if isinstance(rule, Parameter) and name in rule.per:
                self._put(**{rule.name: replace(rule, entries=tuple(self._with_member(each, rule.per.index(name), like, new) for each in rule.entries))})

    def _with_member(self, entry, at, like, new):
        copied = {(*cell[:at], new, *cell[at + 1 :]): each for cell, each in entry.cells.items() if cell[at] == like}
        added = {cell: self._moved(each) if self.random.random() < 0.3 else each for cell, each in copied.items()}
        return replace(entry, cells={**entry.cells, **added})

    def removed_member(self):
        name = self.random.choice(("cao", "niveau", "inzet", "product", "reeks"))
        dimension = self.rules.dimensions[name]
        fixed = {
            each.member for rule in self._formulas() for part in _parts(rule) if isinstance(part, Read) for each in part.selectors if isinstance(each, Fixed)
        }
        named = {value for rule in self._formulas() for one in rule.variants for each in one.conditions for value in each.values}
        pointed = {value for each in self.rules.dimensions.values() for one in each.members.values() for value in one.attributes.values()}
        gone = self._pick(each for each in sorted(dimension.members) if each not in fixed | named | pointed)
        if gone is None or len(dimension.members) < 2:
            return
        self._dimension(replace(dimension, members={key: each for key, each in dimension.members.items() if key != gone}))
        for rule in list(self.rules.rules.values()):
            if isinstance(rule, Parameter) and name in rule.per:
                at = rule.per.index(name)
                entries = (replace(each, cells={cell: datum for cell, datum in each.cells.items() if cell[at] != gone}) for each in rule.entries)
                self._put(**{rule.name: replace(rule, entries=tuple(each for each in entries if each.cells))})

    def _dimension(self, dimension):
        self.rules = replace(self.rules, dimensions={**self.rules.dimensions, dimension.name: dimension})

    def attribute(self):
        name = self.random.choice(("product", "inzet", "niveau", "indexfamilie"))
        dimension = self.rules.dimensions[name]
        one, other = self.random.sample(sorted(dimension.members), 2)
        key = self._pick(each for each in sorted(dimension.attributes))
        if key is None or key == "eenheid":
            return
        member = dimension.members[one]
        changed = replace(member, attributes={**member.attributes, key: dimension.members[other].attributes[key]})
        self._dimension(replace(dimension, members={**dimension.members, one: changed}))

    def order(self):
        dimension = self.rules.dimensions["prijspeil"]
        self._dimension(replace(dimension, members=dict(reversed(dimension.members.items()))))

    # Names.

    def rename_rule(self):
        rule = self.rules.rules[self._pick(sorted(self.rules.rules))]
        if rule.formerly or rule.name in self.fresh:
            return
        new = self._new_name("hernoemd")
        self.fresh.add(new)
        self.rules = told_in(Renames({rule.name: new}, {}), self.rules)
        self._put(**{new: replace(self.rules.rules[new], formerly=rule.name)})

    def rename_member(self):
        name = self.random.choice(("cao", "inzet", "niveau", "domein"))
        dimension = self.rules.dimensions[name]
        old = self.random.choice(sorted(dimension.members))
        if dimension.members[old].formerly or old.startswith("nieuw_lid"):
            return
        new = self._new_name("nieuwe_code")
        self.rules = told_in(Renames({}, {(name, old): new}), self.rules)
        dimension = self.rules.dimensions[name]
        self._dimension(replace(dimension, members={**dimension.members, new: replace(dimension.members[new], formerly=old)}))


KINDS = (
    *["value"] * 6, "to_be_decided", "default", "later", *["formula"] * 3, "bend", "rounding", "added_rule", "removed_rule", "to_parameter",
    "to_formula", "per", "added_member", "removed_member", "attribute", "order", "rename_rule", "rename_member",
)  # fmt: skip


def _parts(rule):
    return [part for one in rule.variants for part in walk(one.expression)]


def substituted(expression, name, change):
    """Replace every reading of a rule in an expression."""
    match expression:
        case Read(rule):
            return change(expression) if rule == name else expression
        case Operation():
            return replace(expression, operands=tuple(substituted(each, name, change) for each in expression.operands))
        case Reduction() | Along():
            return replace(expression, operand=substituted(expression.operand, name, change))
    return expression


def mixture(base, head, players, chosen):
    """
    Return the rule set in which the chosen players are as in the later rule set, and the others as in the earlier.

    By the definition: each rule, member and attribute is taken from the one or the other; a cell of a member that
    comes or goes stays with that member.
    """
    sides = (base, head)
    state = {each.name: int(each.name in chosen) for each in players}
    owner = {rule: state[each.name] for each in players for rule in each.rules}
    shape = {name: state[each.name] for each in players for name in each.dimensions}
    presence = {pair: state[each.name] for each in players for pair in each.members}
    dimensions = {}
    for name in dict.fromkeys([*head.dimensions, *base.dimensions]):
        versions = [side.dimensions.get(name) for side in sides]
        first = versions[shape.get(name, 1)] or versions[0] or versions[1]
        second = versions[1 - shape.get(name, 1)] or first
        members = {}
        for one in order_of(list(first.members), list(second.members)):
            home = first if one in first.members else second
            if (name, one) in presence and (one in base.dimensions[name].members) == bool(presence[name, one]):
                continue
            members[one] = home.members[one]
        dimensions[name] = replace(first, members=members)
    rules = {}
    for name in dict.fromkeys([*head.rules, *base.rules]):
        which = owner.get(name, 1 if name in head.rules else 0)
        rule, other = sides[which].rules.get(name), sides[1 - which].rules.get(name)
        if rule is None:
            continue
        if isinstance(rule, Parameter) and isinstance(other, Parameter) and rule.per == other.per:
            touched = [at for at, one in enumerate(rule.per) if any(pair[0] == one for pair in presence)]

            def home(cell, rule=rule, which=which, touched=touched):
                marks = [int(cell[at] in head.dimensions[rule.per[at]].members) for at in touched if (rule.per[at], cell[at]) in presence]
                return marks[0] if marks else which

            entries = [
                replace(entry, cells=kept)
                for at, side in ((which, rule), (1 - which, other))
                for entry in side.entries
                if (kept := {cell: each for cell, each in entry.cells.items() if home(cell) == at})
            ]
            rule = replace(rule, entries=tuple(entries))
        rules[name] = rule
    day = sides[next((state[each.name] for each in players if any(edit.kind == "day" for edit in each.edits)), 1)].day
    return replace(head, rules=rules, dimensions=dimensions, day=day)


def order_of(first, second):
    found, at = list(first), 0
    for name in second:
        if name in found:
            at = found.index(name) + 1
        else:
            found.insert(at, name)
            at += 1
    return found
