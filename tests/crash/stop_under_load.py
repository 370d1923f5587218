#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Ends the service with SIGTERM while clients write: what had left a client before the signal is answered, the process
ends with 0 in time, and the next start finds what the ledger says."""
import argparse
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from crash.house import House  # noqa: E402

EXIT_LIMIT = 10


def stop(house, chance):
    """(seconds to the end, requests in flight at the signal that were not answered)."""
    before = len(house.ledger.steps)
    house.wait_for_steps(before + 30)
    time.sleep(chance.random() * 0.1)
    begun = time.monotonic()
    house.service.process.send_signal(signal.SIGTERM)
    code = house.service.wait_for_end(60)
    took = time.monotonic() - begun
    if code != 0:
        house.faults.append(f"SIGTERM: exit {code}")
    if took > EXIT_LIMIT:
        house.faults.append(f"SIGTERM: {took:.1f} s to the end, allowed are {EXIT_LIMIT}")
    house.die(expected=0)
    failed = [step for step in house.ledger.in_doubt if step.sent_at and step.sent_at < begun]
    house.faults += [f"in flight and not answered: {step}" for step in failed]
    return took


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.binary = options.binary.resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="inspectord-stop-"))
    chance = random.Random(options.seed)
    house = House(options, "stop", folder, chance)
    house.furnish()
    times = []
    try:
        for number in range(options.rounds):
            house.receiver.next_life() if number else None
            house.service.start()
            house.service.wait_ready()
            house.judge_alive()
            house.gate.open()
            times.append(stop(house, chance))
        house.ready_times.append(0)
        house.drain()
    finally:
        house.gate.end()
        house.service.kill()
    tally = ", ".join(f"{count} {answer}" for answer, count in sorted(house.ledger.tally().items()))
    print(f"{options.rounds} ends by SIGTERM under load, after {max(times):.2f} s at most; steps: {tally}")
    for fault in house.faults[:40]:
        print("FAULT", fault)
    if not house.faults:
        shutil.rmtree(folder)
    return 1 if house.faults else 0


if __name__ == "__main__":
    sys.exit(main())
