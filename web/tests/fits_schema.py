#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""fits_schema.py OPENAPI NAME: whether the JSON on standard input fits that schema of the document, formats included.
Says where it does not."""
import json
import sys

import jsonschema

document = json.load(open(sys.argv[1], encoding="utf-8"))
schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "components": document["components"],
          "$ref": f"#/components/schemas/{sys.argv[2]}"}
validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
faults = [f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
          for error in validator.iter_errors(json.load(sys.stdin))]
print("\n".join(faults))
sys.exit(1 if faults else 0)
