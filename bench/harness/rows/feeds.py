# SPDX-License-Identifier: Apache-2.0
"""A calendar feed of 1,000 events: made beside libical, fetched beside Radicale and nginx."""

import http.client
import json
import subprocess

from .. import places
from ..drive import drive, get, once, post, with_cpu
from ..processes import nginx, radicale, service
from ..results import Row

# 500 plans of the seed have 2.1 entries each.
PLANS = 480


def encode(rounds):
    row = Row("feed-encode", "1,000 events become bytes")
    case = row.case("encode", "ms", "libical", ">= 15", better="less")
    row.notes.update(started=places.now(), rounds=rounds, load_before=places.load())
    done = subprocess.run([places.tool("ical_encode"), str(rounds)], check=True, stdout=subprocess.PIPE)
    row.notes["load_after"] = places.load()
    for one in json.loads(done.stdout):
        case.add(one["ours_ms"], one["libical_ms"])
    row.keep()


# Radicale makes the collection of whoever logs in; any word will do.
BASIC = "Basic YmVuY2g6YmVuY2g="


def fetch(port, path, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status} {body[:200]}")
    return body


def put_calendar(port, path, body):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("PUT", path, body, {"Content-Type": "text/calendar; charset=utf-8", "Authorization": BASIC})
    answer = connection.getresponse()
    answer.read()
    if answer.status not in (200, 201, 204):
        raise RuntimeError(f"PUT {path}: {answer.status}")


def get_feed(rounds):
    house = places.seed(PLANS)
    keys = places.keys(house)
    path = f"/feeds/{keys['feed']}.ics"
    row = Row("feed-get", "GET of a feed of about 1,000 events, one connection; cold: an act came between")
    cold = row.case("cold", "ms", "Radicale", ">= 200", better="less")
    cached = row.case("cached", "ms", "nginx, a file of the same bytes", ">= 0.7", better="less")
    cached_cpu = row.case("cached: processor for each answer", "us", "nginx, a file of the same bytes", better="less")
    same = row.case("304: processor for each answer", "us", "nginx, If-None-Match", better="less")
    with service(house) as ours, radicale() as collection:
        body = fetch(ours.port, path)
        row.notes.update(events=body.count(b"BEGIN:VEVENT"), body_bytes=len(body))
        put_calendar(collection.port, "/bench/calendar/", body)
        with nginx({"feed.ics": body}) as files:
            token, task = keys["tokens"]["planner"], keys["tasks"][0]
            # In turn: a task is started, the feed fetched; it is taken back, the feed fetched. Acts alone are taken off.
            act = [post(ours.port, f"/api/v1/tasks/{task}/actions/{action}", token, {"reason": "bench"})
                   for action in ("start", "undo")]
            feed = get(ours.port, path)

            def fetched(server, request, milliseconds=800):
                return with_cpu(server, lambda: drive(server.port, [request], 1, milliseconds))

            def cold_get():
                took = []
                for _ in range(5):
                    for one in act:
                        once(ours.port, one)
                        took.append(drive(ours.port, [feed], 1, 1)["max_ms"])
                return sorted(took)[len(took) // 2]

            def tag_of(port, where):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("GET", where)
                answer = connection.getresponse()
                answer.read()
                return answer.headers["ETag"]

            def one_round(_):
                cold.add(cold_get(), fetched(collection, get(collection.port, "/bench/calendar/", authorization=BASIC), 2000)["p50_ms"])
                mine, its = fetched(ours, feed), fetched(files, get(files.port, "/feed.ics"))
                cached.add(mine["p50_ms"], its["p50_ms"])
                cached_cpu.add(mine["cpu_us"], its["cpu_us"])
                tags = tag_of(ours.port, path), tag_of(files.port, "/feed.ics")
                same.add(fetched(ours, get(ours.port, path, if_none_match=tags[0]))["cpu_us"],
                         fetched(files, get(files.port, "/feed.ics", if_none_match=tags[1]))["cpu_us"])

            row.run(rounds, one_round)
    row.keep()


ROWS = {"feed-encode": encode, "feed-get": get_feed}
