"""The JSON schema of scenario files: what an editor knows of each choice while it is written."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from regionplanner.choice import Language, choices_of, part_of
from regionplanner.files.scenario_file import TABLES
from regionplanner.files.scenario_text import CRITERION_CHOICES
from regionplanner.scenario import Scenario
from regionplanner.vocabulary import PRESETS

_REF = "#/definitions/{model}"


def scenario_schema(language: Language = "en") -> dict[str, Any]:
    """Return the JSON schema of a scenario file, draft 7, which editors of TOML read."""
    models: list[type[BaseModel]] = [Scenario, *(model for model, _ in TABLES.values())]
    _, found = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    definitions: dict[str, Any] = found["$defs"]
    inner = {part_of(model, name) for model in models for name in model.model_fields}
    for model in [*models, *filter(None, inner)]:
        part = definitions[model.__name__]
        part["description"] = (model.__doc__ or "").partition("\n")[0]
        for name, choice in choices_of(model).items():
            choice(part["properties"][name], language)
    top = definitions.pop(Scenario.__name__)
    words = definitions["DataChoices"]["properties"].pop("words")
    words["anyOf"].append({"enum": list(PRESETS)})
    weights = top["properties"]["criteria"]
    weights["properties"] = {
        name: {**weights["additionalProperties"]} for name in CRITERION_CHOICES
    }
    for name, choice in CRITERION_CHOICES.items():
        choice(weights["properties"][name], language)
    tables: dict[str, Any] = {}
    for name, (model, choice) in TABLES.items():
        tables[name] = {"allOf": [{"$ref": _REF.format(model=model.__name__)}]}
        choice(tables[name], language)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **top,
        "properties": top["properties"] | {"words": words} | tables,
        "definitions": definitions,
    }
