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
                "a case class without a name": lambda s: s["case_class"][0].pop("name")}
    for what, make in mistakes.items():
        wrong = copy.deepcopy(desk)
        make(wrong)
        assert list(check.iter_errors(wrong)), f"the schema lets {what} pass"
    print(f"{len(files)} scenarios, {len(mistakes)} mistakes")


if __name__ == "__main__":
    main()
