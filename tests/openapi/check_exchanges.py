#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""check_exchanges.py SERVER_TESTS [TREE]: runs the tests of the routes once, and holds every request that they saw
accepted and every answer against docs/openapi.json. Fails also where an operation was never seen to succeed."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from contract import Contract  # noqa: E402

TESTS = "Api*:Board*:Feeds*:OpenApi*"
FEWEST = 300
# Operations that these tests never see succeed, and why that is so.
UNSEEN = {}


def recorded(binary):
    """The exchanges of one run, which has to pass."""
    with tempfile.TemporaryDirectory(prefix="inspectord-exchanges-") as directory:
        run = subprocess.run([binary, f"--gtest_filter={TESTS}", "--gtest_brief=1"], capture_output=True, text=True,
                             env={**os.environ, "INSPECTORD_EXCHANGES": directory}, check=False)
        if run.returncode:
            sys.exit(f"the tests failed:\n{run.stdout[-4000:]}{run.stderr[-4000:]}")
        for path in sorted(pathlib.Path(directory).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                yield json.loads(line)


def main():
    contract = Contract()
    checked = sum(contract.check(exchange) for exchange in recorded(sys.argv[1]))
    never = {name for name, statuses in contract.seen.items() if not any(200 <= one < 300 for one in statuses)}
    faults = contract.problems[:40]
    faults += [f"{name}: never succeeds in the tests" for name in sorted(never - UNSEEN.keys())]
    faults += [f"{name}: succeeds, and need not stand in UNSEEN" for name in sorted(UNSEEN.keys() - never)]
    if checked < FEWEST:
        faults.append(f"only {checked} exchanges")
    if faults:
        sys.exit("\n".join([*faults, f"{len(contract.problems)} problems in {checked} exchanges"]))
    print(f"{checked} exchanges fit, {len(contract.seen)} operations")


main()
