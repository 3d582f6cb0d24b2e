"""The parts of a scenario: numbers of regions, bounds, locks, balance and coverage."""

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    SerializerFunctionWrapHandler,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from regionplanner.choice import choice, choices_of, part_of
from regionplanner.errors import Message, WrongValueError
from regionplanner.numerals import Kind, numeral, shown, written
from regionplanner.ranges import in_range
from regionplanner.validation_messages import ChoicesError, choice_mistakes

if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)


_LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum"}
"""How a JSON schema calls what a number may be."""


@dataclass(frozen=True, slots=True)
class AsWritten:
    """Reads a number that people write as TOML cannot, such as ``"40 000"``: see `written`."""

    kind: Kind

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return what reads it."""
        return no_info_before_validator_function(partial(written, kind=self.kind), handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return what it is in a file."""
        number = {_LIMITS.get(name, name): limit for name, limit in handler(schema).items()}
        return {"anyOf": [number, {"type": "string"}]}


# Strict: "5" and true are no numbers, 1 is not true.
Flag = Annotated[bool, Field(strict=True)]
MOST = 1_000_000
"""The largest count: of regions, municipalities, meetings in a year."""

Whole = Annotated[int, Field(strict=True, ge=0, le=MOST)]
Figure = Annotated[float, Field(strict=True, allow_inf_nan=False), AfterValidator(in_range)]
# as people write them: 40.000 people are refused, "0,5" is a half
Count = Annotated[Figure, AsWritten("count")]
Amount = Annotated[Figure, Field(ge=0), AsWritten("count")]
Weight = Annotated[Figure, Field(ge=0), AsWritten("share")]
Km = Annotated[Figure, Field(gt=0), AsWritten("measure")]
Minutes = Annotated[Figure, Field(gt=0), AsWritten("measure")]


def _counts(value: object) -> int | tuple[int, int]:
    counts = tuple(value) if isinstance(value, list | tuple) else (value,)
    numbers = [n for n in counts if isinstance(n, int) and not isinstance(n, bool)]
    if len(numbers) != len(counts) or len(counts) not in (1, 2):
        raise WrongValueError("a whole number is expected, or the least and the most: [28, 32]")
    if min(numbers) < 0:
        raise WrongValueError("a number of at least 0 is expected")
    if max(numbers) > MOST:
        raise WrongValueError("a number of at most {most:,} is expected", most=MOST)
    if numbers[0] > numbers[-1]:
        raise WrongValueError("the least number of regions comes first, then the most")
    return numbers[0] if numbers[0] == numbers[-1] else (numbers[0], numbers[-1])


def _written(counts: int | tuple[int, int] | None) -> int | list[int] | None:
    return list(counts) if isinstance(counts, tuple) else counts


_NUMBER: dict[str, Any] = {"type": "integer", "minimum": 0}
Counts = Annotated[
    int | tuple[int, int],
    PlainValidator(_counts),
    PlainSerializer(_written),
    WithJsonSchema(
        {"anyOf": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 1, "maxItems": 2}]}
    ),
]
"""A number of regions, or the least and the most."""


def count_range(counts: Counts) -> range:
    """Return the numbers of regions that a choice allows."""
    least, most = counts if isinstance(counts, tuple) else (counts, counts)
    return range(least, most + 1)


def count_text(counts: Counts) -> str:
    """Return a number, of regions or members, as it is said: ``"30"`` or ``"25 to 32"``."""
    numbers = count_range(counts)
    if len(numbers) > 1:
        return Message("{least} to {most}", least=numbers[0], most=numbers[-1])
    return str(numbers[0])


def only_text(counts: Counts) -> str:
    """Return that no other numbers are: ``"only 30 is"`` or ``"25 to 32 are"``."""
    is_one = len(count_range(counts)) == 1
    return Message("only {counts} is" if is_one else "{counts} are", counts=count_text(counts))


def regions_text(counts: Counts) -> str:
    """Return a number of regions with its noun: ``"1 region"`` or ``"25 to 32 regions"``."""
    noun = "region" if counts in (1, (1, 1)) else "regions"
    return Message("{count} {noun}", count=count_text(counts), noun=Message(noun))


def asked_text(counts: Counts) -> str:
    """Return that so many regions were asked for: ``"1 region was asked for"``."""
    asked = "{regions} was asked for" if counts == 1 else "{regions} were asked for"
    return Message(asked, regions=regions_text(counts))


def _centres(value: object) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(code, str) for code in value):
        return tuple(value)
    raise WrongValueError('a column or a list of codes is expected, in quotes: ["11002", "44021"]')


def _listed(centres: str | tuple[str, ...]) -> str | list[str]:
    return centres if isinstance(centres, str) else list(centres)


Centres = Annotated[
    str | tuple[str, ...],
    PlainValidator(_centres),
    PlainSerializer(_listed),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
"""Municipalities that may be centres, or the column that says so."""


def _target(value: object) -> str | float:
    if isinstance(value, str) and value in {"all", "own"}:
        return value
    number = written(value, kind="count")
    if isinstance(number, int | float) and not isinstance(number, bool) and 0 < number < math.inf:
        return float(in_range(number))
    raise WrongValueError("'all', 'own' or a number above 0 is expected")


Target = Annotated[
    Literal["all", "own"] | float,
    PlainValidator(_target),
    WithJsonSchema({"type": ["string", "number"]}),
]
"""What a region should have of a figure."""


class _SaysMistakes(ModelMetaclass):
    """Says what is wrong with the arguments of a part that is made in Python.

    Parts inside others are made without a call, so that all mistakes of the whole come together.
    """

    def __call__(self, *args: Any, **choices: Any) -> Any:
        try:
            return super().__call__(*args, **choices)
        except ValidationError as error:
            known = {"": tuple(getattr(self, "model_fields", ()))}
            raise ChoicesError(choice_mistakes(error, known=known)) from None


class Part(BaseModel, metaclass=_SaysMistakes):
    """A part of a scenario: immutable, and every name in it is known."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    within: ClassVar[str] = ""
    """Table of a scenario file that it is."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        lines = [f"{name}\n    {choice.line()}" for name, choice in choices_of(cls).items()]
        if lines:
            cls.__doc__ = "\n".join([f"{cls.__doc__}\n\nAttributes\n----------", *lines])

    @classmethod
    def known(cls) -> dict[str, tuple[str, ...]]:
        """Return the names of all choices, at ``""``, and of the parts of those that have any."""
        parts = {name: part_of(cls, name) for name in cls.model_fields}
        inner = {name: tuple(part.model_fields) for name, part in parts.items() if part}
        return {"": tuple(cls.model_fields)} | inner

    @classmethod
    def made(cls, choices: object) -> Self:
        """Return the choices by name.

        Parameters
        ----------
        choices
            A mapping by name, or what is made of one already.

        Returns
        -------
        Self
            What is not named has its default.

        Raises
        ------
        ScenarioError
            When a choice is unknown, of the wrong type or impossible; names each of them.
        """
        try:
            return cls.model_validate(choices)
        except ValidationError as error:
            mistakes = choice_mistakes(error, known=cls.known(), within=cls.within)
            raise ChoicesError(mistakes) from None


number_choice = partial(choice, "Numbers and sizes")
criterion_choice = partial(choice, "Criteria")
rule_choice = partial(choice, "Rules")
coverage_choice = partial(choice, "Part of the municipalities")
given_choice = partial(choice, "Regions that are given")
shown_choice = partial(choice, "How it is shown")


class MeanShare(float):
    """A limit that is so much more or less than the mean of all regions: -0.05 is 5% less."""

    __slots__ = ()

    def __str__(self) -> str:
        """Return it as it is written: ``"-5%"``."""
        return f"{round(100 * self, 10):+.10g}%"


_MOST_SHARE = 100.0


def _limit(value: object, number: ValidatorFunctionWrapHandler) -> float:
    share = numeral(value) if isinstance(value, str) else None
    if share is None or not share.percent:
        return value if isinstance(value, MeanShare) else float(number(value))
    if str(value).strip()[0] not in "+-\u2212" and share.value:
        raise WrongValueError(
            "a share of the mean has a sign; write -5% for 5 % less than the mean, +5% for more"
        )
    if not -1 < share.value <= _MOST_SHARE:
        raise WrongValueError("a share above -100% and of at most +10000% of the mean is expected")
    return MeanShare(share.value)


def _limit_text(limit: float) -> float | str:
    return str(limit) if isinstance(limit, MeanShare) else limit


Limit = Annotated[Count, WrapValidator(_limit), PlainSerializer(_limit_text)]
"""A number, or a `MeanShare`, which is written ``"-5%"``."""


class Bound(Part):
    """Least and most of a figure in any region; None is open."""

    min: Limit | None = rule_choice(
        'The least, or how much it is less or more than a mean ("-5%")',
        'Het minimum, of hoeveel het minder of meer is dan een gemiddelde ("-5%")',
        40000.0,
    )
    max: Limit | None = rule_choice(
        "The most, as the least", "Het maximum, zoals het minimum", "+5%"
    )
    of: Literal["all", "own"] = rule_choice(
        'Which mean: "all" (of all regions) or "own" (of those of its reference region)',
        'Welk gemiddelde: "all" (van alle regio\'s) of "own" (van die van de referentieregio)',
        default="all",
    )

    @property
    def shares(self) -> bool:
        """Whether any side is a share of a mean."""
        return isinstance(self.min, MeanShare) or isinstance(self.max, MeanShare)

    def sides(self, *, shares: bool) -> "Bound":
        """Return it with only the sides that are shares of a mean, or only the others."""
        sides = {"min": self.min, "max": self.max}
        others = [name for name, side in sides.items() if isinstance(side, MeanShare) != shares]
        return self.model_copy(update=dict.fromkeys(others))

    @model_serializer(mode="wrap")
    def _without_default(self, written_out: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out the mean where it is that of all: digests of 0.1.0 do not know it."""
        texts: dict[str, Any] = written_out(self)
        return {name: value for name, value in texts.items() if (name, value) != ("of", "all")}

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.of == "own" and not self.shares:
            raise WrongValueError(
                "of is 'own', but no side is a share of a mean; write min = \"-5%\""
            )
        numbers = [side for side in (self.min, self.max) if not isinstance(side, MeanShare)]
        for number in numbers if self.shares else ():
            if number is not None and number < 0:
                raise WrongValueError(
                    "one side is {side} and the other a share of a mean; write {number:g}% "
                    "for a share",
                    side=shown(number, None),
                    number=number,
                )
        if self.min is None or self.max is None or self.min <= self.max:
            return self
        least, most = self.min, self.max
        if isinstance(least, MeanShare) is isinstance(most, MeanShare):
            shares = isinstance(least, MeanShare)
            texts = [str(limit) if shares else shown(limit, None) for limit in (least, most)]
            raise WrongValueError(
                "the least, {least}, is more than the most, {most}", least=texts[0], most=texts[1]
            )
        return self


class Lock(Part):
    """A region that is given."""

    region: Annotated[str, given_choice("Its code", "Haar code", "mijn-regio", default=...)]
    members: Annotated[
        tuple[str, ...],
        Field(min_length=1),
        given_choice(
            "Its municipalities",
            "Haar gemeenten",
            ["12014", "12021", "12026", "12029", "12035"],
            default=...,
        ),
    ]
    exception: Flag = given_choice(
        "It may have another size than the rules say; that is reported",
        "Ze mag een andere grootte hebben dan de regels zeggen; dat wordt vermeld",
        example=True,
        default=False,
    )


class Balance(Part):
    """What the criterion ``balance`` evens out."""

    column: str = criterion_choice(
        'The figure that is evened out; "units" counts municipalities',
        'Het cijfer dat gelijk verdeeld wordt; "units" telt gemeenten',
        default="inhabitants",
    )
    target: Target = criterion_choice(
        'For a region: "all" (total by regions), "own" (by reference region) or a number',
        'Voor een regio: "all" (totaal door regio\'s), "own" (per referentieregio) of getal',
        default="all",
    )


class Coverage(Part):
    """A plan that leaves municipalities for later."""

    least: Whole | None = coverage_choice(
        "Least number of municipalities that are in a region, in all",
        "Kleinste aantal gemeenten dat in een regio ligt, in totaal",
        95,
        option="--covered N-M",
        how="M is the most; either side may be open; without it: all",
    )
    most: Whole | None = coverage_choice("Largest number of them", "Grootste aantal ervan", 105)
    reward: Weight = coverage_choice(
        "What covering one is worth, in units of the objective",
        "Wat het opnemen van één gemeente waard is, in eenheden van de score",
        1.0,
        default=0.0,
        option="--reward X[/COLUMN]",
        how="/COLUMN: for one unit of that column",
    )
    per: str | None = coverage_choice(
        "The reward is for one unit of this column",
        "De waarde geldt voor één eenheid van deze kolom",
        "inhabitants_0_14",
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise WrongValueError(
                "the least, {least}, is more than the most, {most}",
                least=self.least,
                most=self.most,
            )
        return self
