# SPDX-License-Identifier: Apache-2.0
"""Holds exchanges with the service against docs/openapi.json. An exchange is an object: method, path, query,
request_fields and answer_fields (names in any case), status, and request and answer (texts of bodies)."""
import copy
import json
import pathlib
import re
import urllib.parse

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# Fields that an answer may only have where the document names them.
NAMED_FIELDS = ("etag", "link", "location", "retry-after", "allow", "www-authenticate", "content-disposition")
# Codes of what is refused before or beside the route: a target that cannot be decoded, a head that is too long.
OF_THE_SERVER = '"code":"http_'


class Contract:
    def __init__(self, path=ROOT / "docs/openapi.json"):
        self.document = json.loads(path.read_text(encoding="utf-8"))
        self.resolver = jsonschema.RefResolver("", self.document)
        self.routes = sorted(((template, re.compile(re.sub(r"\\{\w+\\}", "([^/]+)", re.escape(template)) + "$"))
                              for template in self.document["paths"]), key=lambda one: one[0].count("{"))
        self.seen = {}
        for _, operation in self.operations():
            self.seen[operation["operationId"]] = set()
        self.problems = []

    def operations(self):
        for item in self.document["paths"].values():
            yield from item.items()

    def resolved(self, thing):
        while isinstance(thing, dict) and "$ref" in thing:
            thing = self.resolver.resolve(thing["$ref"])[1]
        return thing

    def operation_of(self, method, path):
        """None where no route has the path, or none of this method."""
        method = "get" if method == "HEAD" else method.lower()
        for template, pattern in self.routes:
            if pattern.match(path):
                return self.document["paths"][template].get(method)
        return None

    def errors_of(self, schema, value):
        validator = jsonschema.Draft202012Validator(schema, resolver=self.resolver,
                                                    format_checker=jsonschema.FormatChecker())
        best = jsonschema.exceptions.best_match(validator.iter_errors(value))
        return [] if best is None else [f"{best.json_path}: {best.message[:300]}"]

    def check(self, exchange):
        """Whether the exchange belongs to an operation; what is wrong with it goes to `problems`."""
        operation = self.operation_of(exchange["method"], exchange["path"])
        status = exchange["status"]
        if operation is None:
            if status not in (400, 401, 404, 405, 204):
                self.complain(exchange, f"no such operation, and yet {status}")
            return False
        self.seen[operation["operationId"]].add(status)
        if 200 <= status < 300:
            self.check_request(operation, exchange)
        self.check_answer(operation, exchange)
        return True

    def complain(self, exchange, what):
        self.problems.append(f"{exchange['method']} {exchange['path']}?{exchange['query']} {exchange['status']}: {what}")

    def check_request(self, operation, exchange):
        parameters = [self.resolved(one) for one in operation["parameters"]]
        known = {one["name"]: one for one in parameters if one["in"] == "query"}
        for name, text in urllib.parse.parse_qsl(exchange["query"], keep_blank_values=True):
            if name not in known:
                self.complain(exchange, f"takes no parameter {name}")
                continue
            schema = self.resolved(known[name]["schema"])
            value = int(text) if schema.get("type") == "integer" and text.isdigit() else text
            for error in self.errors_of(schema, value):
                self.complain(exchange, f"parameter {name}: {error}")
        given = {name.lower() for name in exchange["request_fields"]}
        for one in parameters:
            if one["in"] == "header" and one.get("required") and one["name"].lower() not in given:
                self.complain(exchange, f"was accepted without {one['name']}")
        self.check_body(operation, exchange)

    def check_body(self, operation, exchange):
        takes = operation.get("requestBody")
        if not exchange["request"]:
            if takes and takes["required"]:
                self.complain(exchange, "was accepted without a body")
            return
        if takes is None:
            if exchange["request"].strip() not in ("", "{}"):
                self.complain(exchange, "takes no body")
        elif "application/json" in takes["content"]:
            schema = takes["content"]["application/json"]["schema"]
            for error in self.errors_of(schema, json.loads(exchange["request"])):
                self.complain(exchange, f"request: {error}")

    def check_answer(self, operation, exchange):
        status = exchange["status"]
        answer = self.resolved(operation["responses"].get(str(status)))
        if answer is None:
            if OF_THE_SERVER not in exchange["answer"]:
                self.complain(exchange, f"answers no {status}: {exchange['answer'][:200]}")
            return
        fields = {name.lower(): value for name, value in exchange["answer_fields"].items()}
        declared = {name.lower(): self.resolved(one) for name, one in answer.get("headers", {}).items()}
        for name in NAMED_FIELDS:
            if name in fields and name not in declared:
                self.complain(exchange, f"has a field {name} that is not described")
        for name, one in declared.items():
            if one.get("required") and name not in fields:
                self.complain(exchange, f"lacks the field {name}")
        if exchange["method"] != "HEAD":
            self.check_content(answer, exchange, fields)

    def check_content(self, answer, exchange, fields):
        content = answer.get("content", {})
        media_type = fields.get("content-type", "").split(";")[0].strip()
        if not media_type:
            if content or exchange["answer"]:
                self.complain(exchange, "has no Content-Type")
            return
        form = content.get(media_type) or content.get("*/*")
        if form is None:
            self.complain(exchange, f"is no {media_type}")
        elif media_type.endswith("json") and "content-encoding" not in fields:
            schema = self.sparse(form["schema"], exchange)
            for error in self.errors_of(schema, json.loads(exchange["answer"])):
                self.complain(exchange, f"answer: {error}")

    def sparse(self, schema, exchange):
        """With `fields`, entries of a list have what was asked for alone."""
        asked = "fields" in dict(urllib.parse.parse_qsl(exchange["query"]))
        if exchange["status"] != 200 or not asked or "items" not in schema.get("properties", {}):
            return schema
        schema = copy.deepcopy(schema)
        items = copy.deepcopy(self.resolved(schema["properties"]["items"]["items"]))
        items.pop("required", None)
        schema["properties"]["items"]["items"] = items
        return schema
