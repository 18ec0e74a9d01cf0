"""Holds the JSON Schema of scenario files against the shipped scenarios and against mistakes.

    check_schema.py PROGRAM SCENARIOS
"""

import copy
import json
import pathlib
import subprocess
import sys
import tomllib

import jsonschema


def properties_of(node):
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for value in node.values():
            yield from properties_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from properties_of(value)


def read(file):
    """As editors see it: dates are texts."""
    return json.loads(json.dumps(tomllib.loads(file.read_text(encoding="utf-8")), default=str))


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = json.loads(subprocess.run([program, "schema", "--json"], capture_output=True, check=True).stdout)
    jsonschema.Draft7Validator.check_schema(schema)
    check = jsonschema.Draft7Validator(schema)

    # Editors show these texts under the cursor; a reference has that of its table.
    keys = dict(properties_of(schema))
    for name, key in properties_of(schema):
        held = key.get("items", key)
        if "$ref" in held and "description" not in key:
            held = schema["definitions"][held["$ref"].rpartition("/")[2]]
            assert held.get("description"), name
        else:
            assert key.get("description"), name
    assert len(keys) > 200 and any("enum" in k for k in keys.values()) and any("default" in k for k in keys.values())

    files = sorted(f for f in folder.rglob("*.toml") if "levers" not in f.parts)
    for file in files:
        problems = [f"{'.'.join(map(str, e.path))}: {e.message}" for e in check.iter_errors(read(file))]
        assert not problems, f"{file}: {problems}"

    desk = read(folder / "03-three-tiers.toml")
    mistakes = {"a misspelled key": lambda s: s["time"].update(horizn="1 week"),
                "an unknown unit": lambda s: s["time"].update(horizon="26 moons"),
                "a table that does not exist": lambda s: s.update(tiers=[]),
                "a negative time": lambda s: s["time"].update(horizon="-5 weeks"),
                "a run of no length": lambda s: s["time"].update(horizon="0.0 weeks"),
                "a negative warm-up": lambda s: s["time"].update(warm_up="-5 min"),
                "a target that does not say which way": lambda s: s.update(targets={"occupancy": "85%"}),
                "more than all": lambda s: s["tier"][0].update(resolve="140%"),
                "a little more than all": lambda s: s["tier"][0].update(resolve="100.5%"),
                "a negative share": lambda s: s["tier"][0].update(resolve="-3%"),
                "a share of no digits": lambda s: s["tier"][0].update(resolve=" . %"),
                "a negative handle time": lambda s: s["tier"][0].update(handle_time="-8 min"),
                "a negative wage": lambda s: s["rep_group"][0].update(loaded_cost="-36 USD/h"),
                "a date of month 13": lambda s: s["time"].update(start="2026-13-05"),
                "a case class without a name": lambda s: s["case_class"][0].pop("name")}
    for what, make in mistakes.items():
        wrong = copy.deepcopy(desk)
        make(wrong)
        assert list(check.iter_errors(wrong)), f"the schema lets {what} pass"
    for what, make in {"a share of all": lambda s: s["tier"][0].update(resolve=" 100.0 %"),
                       "a share of none": lambda s: s["tier"][0].update(resolve="0%"),
                       "a small share": lambda s: s["tier"][0].update(resolve="+0.25%"),
                       "half a second": lambda s: s["tier"][0].update(handle_time=".5 s"),
                       "no warm-up": lambda s: s["time"].update(warm_up="0 s")}.items():
        right = copy.deepcopy(desk)
        make(right)
        assert not list(check.iter_errors(right)), f"the schema refuses {what}"
    print(f"{len(files)} scenarios, {len(mistakes)} mistakes")


if __name__ == "__main__":
    main()
