"""The JSON Schema of a scenario file: completion and checking in an editor."""

from __future__ import annotations

from typing import Any

from sim.policy.lever import LeverSetting
from sim.policy.levers import LEVERS
from sim.scenario.schema import RuleShape, ScenarioShape, TargetShape
from sim.scenario.target_check import COMPARATORS
from sim.vocabulary.indicator_ids import INDICATOR_IDS


def scenario_schema() -> dict[str, Any]:
    """The schema, made from the shapes of the file and the levers."""
    schema = ScenarioShape.model_json_schema(by_alias=True)
    parts: dict[str, Any] = schema["$defs"]
    target = parts[TargetShape.__name__]
    target["properties"]["indicator"] = {"enum": list(INDICATOR_IDS)}
    target["oneOf"] = [{"required": [comparator]} for comparator in COMPARATORS]
    rule = RuleShape.model_json_schema(by_alias=True)
    parts.update(rule.pop("$defs", {}))
    for lever_id, lever in LEVERS.items():
        part = lever.model_json_schema()
        parts.update(part.pop("$defs", {}))
        part.update(title=lever.en, description=f"{lever.zh}: {lever.summary}")
        for name, field in lever.model_fields.items():
            for note in field.metadata:
                if isinstance(note, LeverSetting):
                    part["properties"][name]["description"] = f"{note.zh}; {note.en}" + (
                        f" ({note.unit})" if note.unit else ""
                    )
        rule["properties"][lever_id] = part
    rule["oneOf"] = [{"required": [lever_id]} for lever_id in LEVERS]
    rule["anyOf"] = [{"required": ["clause"]}, {"required": ["assumption"]}]
    parts[RuleShape.__name__] = rule
    schema["properties"]["rules"]["items"] = {"$ref": f"#/$defs/{RuleShape.__name__}"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Scenario"}
