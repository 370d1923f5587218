# SPDX-License-Identifier: Apache-2.0
"""Small replies and plans, beside nginx with one worker. The ratio is of processor time for each answer."""

import http.client

from .. import places
from ..drive import drive, get, with_cpu
from ..processes import nginx, service
from ..results import Row

CONNECTIONS = 64
MILLISECONDS = 1500


def fetched(port, path, token):
    """Body and ETag as the service hands them out."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    return body, answer.headers["ETag"]


def compare(case, throughput, ours, theirs, requests_ours, requests_theirs):
    """One round of one case: the service, then nginx."""
    def run(server, requests):
        return with_cpu(server, lambda: drive(server.port, requests, CONNECTIONS, MILLISECONDS))

    mine, its = run(ours, requests_ours), run(theirs, requests_theirs)
    case.add(mine["cpu_us"], its["cpu_us"], {"ours": mine, "theirs": its})
    throughput.add(mine["per_s"], its["per_s"])


def small(rounds):
    row = Row("http-small", "A small reply, keep-alive, 64 connections; nginx hands out a file of the same bytes, or "
                            "text from its configuration, the least it can do")
    file = row.case("processor for each answer", "us", "nginx, a file", ">= 1.15", better="less")
    file_rate = row.case("answers a second", "/s", "nginx, a file")
    text = row.case("processor for each answer", "us", "nginx, text", better="less")
    text_rate = row.case("answers a second", "/s", "nginx, text")
    with service(places.seed(1000)) as ours, nginx({"small.json": b'{"status":"ok"}'}) as theirs:
        def one_round(_):
            mine = [get(ours.port, "/healthz")]
            compare(file, file_rate, ours, theirs, mine, [get(theirs.port, "/small.json")])
            compare(text, text_rate, ours, theirs, mine, [get(theirs.port, "/small")])

        row.run(rounds, one_round)
    row.keep()


def plan(rounds):
    house = places.seed(1000)
    keys = places.keys(house)
    token = keys["tokens"]["planner"]
    row = Row("http-plan", "GET of a plan of 4 KiB, its version checked, 64 connections on a plan each")
    whole = row.case("200: processor for each answer", "us", "nginx, a file of the same bytes", ">= 1.0", better="less")
    whole_rate = row.case("200: answers a second", "/s", "nginx, a file of the same bytes")
    same = row.case("304: processor for each answer", "us", "nginx, If-None-Match", better="less")
    same_rate = row.case("304: answers a second", "/s", "nginx, If-None-Match")
    paths = [f"/api/v1/plans/{plan_id}" for plan_id in keys["plans"][:CONNECTIONS]]
    with service(house) as ours:
        bodies = [fetched(ours.port, path, token) for path in paths]
        files = {f"{number}.json": body for number, (body, _) in enumerate(bodies)}
        with nginx(files) as theirs:
            theirs_tags = [fetched(theirs.port, f"/{name}", token)[1] for name in files]
            ours_200 = [[get(ours.port, path, token)] for path in paths]
            theirs_200 = [[get(theirs.port, f"/{name}")] for name in files]
            ours_304 = [[get(ours.port, path, token, if_none_match=tag)] for path, (_, tag) in zip(paths, bodies)]
            theirs_304 = [[get(theirs.port, f"/{name}", if_none_match=tag)] for name, tag in zip(files, theirs_tags)]

            def one_round(_):
                compare(whole, whole_rate, ours, theirs, ours_200, theirs_200)
                compare(same, same_rate, ours, theirs, ours_304, theirs_304)

            row.run(rounds, one_round)
    row.notes["body_bytes"] = len(bodies[0][0])
    row.keep()


ROWS = {"http-small": small, "http-plan": plan}
