# SPDX-License-Identifier: Apache-2.0
"""20,000 webhooks into a sink on loopback, all due at once and spread over ten seconds, beside job queues."""

import contextlib
import json
import shutil
import subprocess
import time

from .. import places
from ..processes import postgres, redis, scratch, service
from ..results import Row

COUNT, ADDRESSES = 20_000, 128
LEAD_MILLISECONDS = 4_000
PEERS = places.ROOT / "bench" / "peers"


@contextlib.contextmanager
def sink():
    """Its port, and a function that waits for all to come and says how they came."""
    process = subprocess.Popen([places.tool("sink"), str(COUNT)], stdout=subprocess.PIPE, text=True)
    try:
        port = int(process.stdout.readline())

        def result():
            out, _ = process.communicate(timeout=180)
            if process.returncode != 0:
                raise RuntimeError("not all webhooks came")
            figures = json.loads(out)
            figures["per_s"] = COUNT * 1000 / (figures["last_at_ms"] - figures["first_due_ms"])
            return figures

        yield port, result
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def due_at(lead):
    return int(time.time() * 1000) + lead


def by_us(spread, watch=lambda server: None):
    with scratch("due") as folder, sink() as (port, result):
        shutil.copy(places.seed(1000) / "inspectord.db", folder)
        config = folder / "inspectord.toml"
        config.write_text('[webhook]\nallow = ["127.0.0.0/8"]\nallow_http = true\n', encoding="ascii")
        subprocess.run([places.tool("queue_webhooks"), str(folder / "inspectord.db"), str(COUNT),
                        str(due_at(LEAD_MILLISECONDS)), str(spread), str(port), str(ADDRESSES)], check=True)
        with service(folder, config=config) as server:
            watch(server)
            return result()


def by_peer(script, server, spread, *more):
    with sink() as (port, result):
        command = ["node", str(PEERS / script), str(COUNT), str(spread), str(port), str(server.port), *more]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
            try:
                figures = result()
                process.wait(timeout=60)
                return figures
            finally:
                if process.poll() is None:
                    process.kill()


def install_peers():
    if not (PEERS / "node_modules").exists():
        raise RuntimeError("no bench/peers/node_modules: run scripts/setup bench")


def at_once(rounds):
    install_peers()
    row = Row("webhooks-at-once", f"{COUNT} webhooks due at once to {ADDRESSES} addresses, each durable")
    bull = row.case("delivered", "/s", "BullMQ on redis, synced every second", ">= 8")
    graphile = row.case("delivered", "/s", "graphile-worker on PostgreSQL")

    def one_round(_):
        mine = by_us(0)
        with redis() as server:
            its = by_peer("bullmq.mjs", server, 0)
        bull.add(mine["per_s"], its["per_s"], {"ours": mine, "theirs": its})
        with postgres() as server:
            its = by_peer("graphile.mjs", server, 0)
        graphile.add(mine["per_s"], its["per_s"], {"ours": mine, "theirs": its})

    row.run(rounds, one_round)
    row.keep()


def spread_out(rounds):
    install_peers()
    row = Row("webhooks-spread", f"{COUNT} webhooks due evenly over 10 s: how late each came")
    middle = row.case("lateness p50", "ms", "BullMQ on redis", ">= 10", better="less")
    most = row.case("lateness p99", "ms", "BullMQ on redis", ">= 3", better="less")
    other = row.case("lateness p50", "ms", "graphile-worker on PostgreSQL", better="less")
    other_most = row.case("lateness p99", "ms", "graphile-worker on PostgreSQL", better="less")

    def one_round(_):
        mine = by_us(10_000)
        with redis() as server:
            its = by_peer("bullmq.mjs", server, 10_000)
        middle.add(mine["late_p50_ms"], its["late_p50_ms"], {"ours": mine, "theirs": its})
        most.add(mine["late_p99_ms"], its["late_p99_ms"])
        with postgres() as server:
            its = by_peer("graphile.mjs", server, 10_000)
        other.add(mine["late_p50_ms"], its["late_p50_ms"], {"ours": mine, "theirs": its})
        other_most.add(mine["late_p99_ms"], its["late_p99_ms"])

    row.run(rounds, one_round)
    row.keep()


ROWS = {"webhooks-at-once": at_once, "webhooks-spread": spread_out}
