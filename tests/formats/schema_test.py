#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""schema_test.py SCHEMA FILE...: exits 1 at the first file that does not fit the schema (JSON Schema 2020-12)."""
import json
import pathlib
import sys

import jsonschema


def refuse_twice(pairs):
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        sys.exit(f"keys that stand twice in one object: {', '.join(twice)}")
    return dict(pairs)


def read(path):
    return json.loads(pathlib.Path(path).read_text(encoding="utf-8"), object_pairs_hook=refuse_twice)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    schema = read(sys.argv[1])
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    check = validator(schema, format_checker=jsonschema.FormatChecker())
    for path in sys.argv[2:]:
        error = jsonschema.exceptions.best_match(check.iter_errors(read(path)))
        if error:
            sys.exit(f"{path}: {error.json_path}: {error.message}")
    print(f"{len(sys.argv) - 2} files fit {sys.argv[1]}")


main()
