"""What the editor should say of a rule that is broken: from the messages of Python."""

import math
from dataclasses import dataclass
from unittest.mock import patch

from regionplanner.choices import count_range
from regionplanner.errors import Message, listing
from regionplanner.maps.model import _allowed
from regionplanner.plan.make import make_plan
from regionplanner.rules.case import Case
from regionplanner.rules.limits import LIMITS
from regionplanner.rules.resolved import _figure_name
from regionplanner.words.sentences import decimal, enumeration, figure_text, number, size_text
from regionplanner.words.text import plain, rule_key, words_in


def judged(assignment, situation):
    """A plan, with messages that name all municipalities and not the first few."""
    with patch.dict(listing.__kwdefaults__, at_most=10_000):
        return make_plan(assignment, situation.municipalities, situation.graph, situation.scenario)


def said_of(plan, situation):
    """Rule, region, key of the sentence and its places, of each rule that a plan breaks."""
    sentences = _Sentences(situation, plan)
    labels = {region.code: {"region": region.label} for region in plan}
    for broken in plan.violations:
        form_of = getattr(sentences, "far" if broken.rule in LIMITS else broken.rule)
        form, places = form_of(broken.message.values, broken)
        key = rule_key(broken.rule, f"broken_{form}" if form else "broken")
        yield [broken.rule, broken.region, key, labels.get(broken.region, {}) | places]


def _parts(message):
    """A message and all that stand in it."""
    yield message
    for value in message.values.values():
        if isinstance(value, Message):
            yield from _parts(value)


def _leaves(message):
    """The values in a message, of whatever message in it."""
    inside = (value for part in _parts(message) for value in part.values.values())
    return [value for value in inside if not isinstance(value, Message)]


def _form(members):
    return "one" if len(members) == 1 else "many"


@dataclass(frozen=True)
class _Sentences:
    """A method a rule: the form of its sentence, and places, from the values of its message."""

    situation: object
    plan: object

    @property
    def language(self):
        return self.situation.rules["language"]

    @property
    def scenario(self):
        return self.situation.scenario

    @property
    def parents(self):
        return {*self.situation.municipalities.frame["reference_region_name"]}

    def units(self, value):
        """Positions of the municipalities that a message names."""
        data = self.situation.municipalities
        places = {data.label(nis): n for n, nis in enumerate(self.situation.nis)}
        named = _leaves(value) if isinstance(value, Message) else [value]
        return sorted(places[text] for text in named if text not in self.parents)

    def written(self, value, digits=2):
        return decimal(round(value, digits), self.language)

    def span(self, counts):
        found = count_range(counts)
        return "\N{EN DASH}".join(number(n, self.language) for n in sorted({found[0], found[-1]}))

    def complete(self, values, broken):
        if "covered" not in values:
            members = self.units(values["names"])
            form = _form(members)
            outside = broken.message.template.startswith("left out")
            return f"left_out_{form}" if outside else form, {"members": members}
        limit = values["asked"]
        count = next(p for p in _parts(values["covered"]) if "count" in p.values).values["count"]
        limits = {"count": count, "limit": limit.values["least"]}
        side = "least" if "least" in limit.template else "most"
        return side, {name: number(value, self.language) for name, value in limits.items()}

    def number(self, values, _broken):
        if "parent" not in values:
            count = values["regions"].values["count"]
            wanted = self.span(self.scenario.regions)
            return "", {"count": number(count, self.language), "wanted": wanted}
        data, asked = self.situation.municipalities, self.scenario.regions_per
        code = next(code for code in asked if data.parent_label(code) == values["parent"])
        return "in", {
            "count": number(values["count"], self.language),
            "wanted": self.span(asked[code]),
            "parent": next(p["name"] for p in self.situation.base["parents"] if p["code"] == code),
        }

    def locked(self, values, _broken):
        return "", {"lock": plain(values["lock"]), "members": self.units(values["names"])}

    def together(self, values, broken):
        if "names" in values:
            return "", {"members": self.units(values["names"])}
        column = values["group"].values["column"]
        named = words_in(self.language).get(f"tie_{column}", f"“{plain(column)}”")
        return "column", {"members": self._cut(broken), "column": named}

    def _cut(self, broken):
        """Who should stay together by a column: messages of these come in the order of groups."""
        here, where = self.situation, self.plan.assignment
        rules = Case(here.municipalities, here.graph, here.scenario).rules
        by_column = [group.members for group in rules.together if group.column]
        cut = [one for one in by_column if len({where[n] for n in one if n in where}) > 1]
        said = [one for one in self.plan.violations if "group" in one.message.values]
        members = next(of for one, of in zip(said, cut, strict=True) if one is broken)
        return [here.nis.index(n) for n in members]

    def apart(self, values, _broken):
        return "", {"members": self.units(values["names"])}

    def bounds(self, values, _broken):
        total, figure = (values["total"].values[name] for name in ("amount", "column"))
        column = next(c for c in self.scenario.bounds if _figure_name(c) == figure)
        limits = {}
        for part in _parts(values["bound"].values["amount"]):
            for side in {"least", "most"} & part.values.keys():
                limits[side] = part.values[side].values["value"]
        if self.scenario.bounds[column].shares:
            sides = [limits.get(side) for side in ("least", "most")]
            texts = ["…" if side is None else self.written(side) for side in sides]
            allowed = "\N{EN DASH}".join(texts)
        else:
            least, most = limits.get("least", -math.inf), limits.get("most", math.inf)
            allowed = _allowed(least, most, self.language)
        return "", {
            "total": self.written(total.values["value"]),
            "figure": figure_text(column, self.language),
            "allowed": allowed,
        }

    def anchor(self, values, _broken):
        least, figure = (values["figure"].values[name] for name in ("amount", "column"))
        column = next(c for c in self.scenario.anchor if _figure_name(c) == figure)
        return "", {
            "figure": figure_text(column, self.language),
            "least": _allowed(least.values["value"], math.inf, self.language),
        }

    def far(self, values, broken):
        a, b = self.units(values["a"]), self.units(values["b"])
        length, most = values["length"], values["most"]
        ends = {"members": a, "centre": b} if "centre" in broken.rule else {"members": a + b}
        return "", {"length": self.written(length), "limit": self.written(most, 3), **ends}

    def neighbourhood(self, values, _broken):
        members, centre = self.units(values["names"]), self.units(values["centre"])
        return "", {"limit": str(values["nearest"]), "members": members, "centre": centre}

    def centres(self, _values, _broken):
        return "", {}

    def size(self, values, _broken):
        count = values["count"].values["count"]
        places = {"count": number(count, self.language)}
        form = "one" if count == 1 else "many"
        return form, places | {"size": size_text(self.scenario, self.language)}

    def nested(self, values, broken):
        code = next(region.parent for region in self.plan if region.code == broken.region)
        parents, units = self.situation.base["parents"], self.situation.base["units"]
        inside = self.units(values["parents"])
        members = [n for n in inside if parents[units[n]["parent"]]["code"] != code]
        others = sorted({units[n]["parent"] for n in members})
        return "", {
            "parent": next(parent["name"] for parent in parents if parent["code"] == code),
            "others": enumeration([parents[n]["name"] for n in others], self.language),
            "members": members,
        }

    def contiguous(self, values, _broken):
        members = self.units(values["part"])
        return _form(members), {"members": members}
