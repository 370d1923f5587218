#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The check of exchanges notices what does not fit, and nothing else: an exchange that fits, and the smallest changes
that it must refuse."""
import json
import sys

sys.dont_write_bytecode = True

from contract import Contract  # noqa: E402

SENDING = {"paused": False, "trial_address": None, "reason": "", "changed_by": None, "changed_at": None}
GOOD = {"method": "PUT", "path": "/api/v1/sending", "query": "", "request_fields": {"if-match": "*"},
        "request": json.dumps({"paused": False, "reason": "x"}), "status": 200,
        "answer_fields": {"Content-Type": "application/json"}, "answer": json.dumps(SENDING)}
LIST = {"method": "GET", "path": "/api/v1/plans", "query": "fields=id&limit=2", "request_fields": {}, "request": "",
        "status": 200, "answer_fields": {"content-type": "application/json", "ETag": '"x"'},
        "answer": json.dumps({"items": [{"id": "01890000-0000-7000-8000-000000000001"}], "next_cursor": None})}

BAD = {
    "an unknown member": (GOOD, {"answer": json.dumps({**SENDING, "more": 1})}),
    "a missing member": (GOOD, {"answer": json.dumps({"paused": False})}),
    "a wrong type": (GOOD, {"answer": json.dumps({**SENDING, "paused": "no"})}),
    "an accepted request with an unknown member": (GOOD, {"request": '{"paused":true,"reason":"x","why":1}'}),
    "an accepted request without a body": (GOOD, {"request": ""}),
    "an accepted write without If-Match": (GOOD, {"request_fields": {}}),
    "a status that is not described": (GOOD, {"status": 202}),
    "another media type": (GOOD, {"answer_fields": {"Content-Type": "text/html"}}),
    "a field that is not described": (GOOD, {"answer_fields": {"Content-Type": "application/json", "Location": "/"}}),
    "a route that is not described": (GOOD, {"path": "/api/v1/nothing"}),
    "a method that is not described": (GOOD, {"method": "POST"}),
    "a parameter that is not described": (LIST, {"query": "colour=red"}),
    "a parameter out of range": (LIST, {"query": "fields=id&limit=501"}),
    "sparse entries that nobody asked for": (LIST, {"query": "limit=2"}),
    "an unknown member of a sparse entry": (LIST, {"answer": '{"items":[{"colour":1}],"next_cursor":null}'}),
    "a made thing without Location": (
        {**GOOD, "method": "POST", "path": "/api/v1/files", "status": 201, "request": "x",
         "answer": json.dumps({"sha256": "0" * 64, "size": 1, "media_type": "text/plain"})}, {}),
}


def problems(exchange):
    contract = Contract()
    contract.check(exchange)
    return contract.problems


def main():
    faults = [f"refused what fits: {problems(one)}" for one in (GOOD, LIST) if problems(one)]
    faults += [f"took {what}" for what, (base, change) in BAD.items() if not problems({**base, **change})]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(BAD)} faults are noticed")


main()
