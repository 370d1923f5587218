# SPDX-License-Identifier: Apache-2.0
"""A change of the calendar of a large house: how long it takes, and how long others wait meanwhile."""

import contextlib
import datetime
import http.client
import json
import sqlite3
import subprocess
import threading
import time

from .. import places
from ..drive import task_acts
from ..processes import scratch, service
from ..results import Row

IN_FORCE = (10_000, 50_000)
SHARE = 0.82  # of the plans of a seeded house: in force by the policy of new plans
BY_OFFICE = """SELECT count(*) FROM plans WHERE policy = 'office-14-7-3-1'
               AND state IN ('notified', 'inspected', 'concluded')"""
QUIET_SECONDS, WEEKS_AHEAD, PATIENCE = 2, 3, 600


def by_office(house):
    with contextlib.closing(sqlite3.connect(f"file:{house / 'inspectord.db'}?mode=ro", uri=True)) as db:
        return db.execute(BY_OFFICE).fetchone()[0]


def ask(connection, token, method, path, body=None):
    fields = {"Authorization": f"Bearer {token}", "If-Match": "*", "Content-Type": "application/json"}
    content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    connection.request(method, path, content, fields)
    answer = connection.getresponse()
    text = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
    return json.loads(text)


def due_days(house, first):
    """The days from a first on, on which reports of the house are due."""
    with contextlib.closing(sqlite3.connect(f"file:{house / 'inspectord.db'}?mode=ro", uri=True)) as db:
        rows = db.execute("SELECT DISTINCT last_on_time FROM duties WHERE last_on_time >= ? ORDER BY 1", (first.isoformat(),))
        return [datetime.date.fromisoformat(row[0]) for row in rows]


def with_a_swap(house, connection, token):
    """The calendar in force with one decision more: in a week of plain days one is off on which reports are due, and
    the Saturday after is worked."""
    calendar = ask(connection, token, "GET", "/api/v1/calendars/house")["content"]
    today = datetime.datetime.now(datetime.timezone.utc).date()
    special = {one["day"] for year in (today.year, today.year + 1)
               for one in ask(connection, token, "GET", f"/api/v1/calendars/house/days?year={year}")["items"]}
    for day in due_days(house, today + datetime.timedelta(weeks=WEEKS_AHEAD)):
        week = [(day + datetime.timedelta(days=n - day.weekday())).isoformat() for n in range(6)]
        if not special & set(week):
            break
    calendar["version"] += "-bench"
    calendar["decisions"].append({"source": "bench", "valid_from": today.isoformat(),
                                  "swaps": [{"off": day.isoformat(), "worked": week[-1], "name": "new_year"}]})
    return calendar


class SmallActs:
    """One act after the other on one connection, from `with` to its end: each is a task started or taken back."""

    def __init__(self, port, keys):
        self.port, self.requests = port, task_acts(port, keys, 1)[0]
        self.took, self.failure, self.over = [], None, threading.Event()
        self.thread = threading.Thread(target=self.run)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()
        if self.failure:
            raise self.failure

    def run(self):
        try:
            with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
                connection.connect()
                number = 0
                while not self.over.is_set() or number % 2:  # taken back in the end
                    self.took.append(self.act(connection, self.requests[number % 2]))
                    number += 1
        except (OSError, RuntimeError, http.client.HTTPException) as failure:
            self.failure = failure

    @staticmethod
    def act(connection, request):
        """Milliseconds."""
        began = time.monotonic()
        connection.sock.sendall(request)
        answer = http.client.HTTPResponse(connection.sock)
        answer.begin()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"a small act: {answer.status} {text[:300]}")
        return (time.monotonic() - began) * 1000


def accepted(house):
    keys = places.keys(house)
    token = keys["tokens"]["planner"]
    with service(house) as server, \
            contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)) as connection:
        calendar = with_a_swap(house, connection, token)
        with SmallActs(server.port, keys) as quiet:
            time.sleep(QUIET_SECONDS)
        with SmallActs(server.port, keys) as beside:
            time.sleep(QUIET_SECONDS / 10)
            began = time.monotonic()
            outcome = ask(connection, token, "PUT", "/api/v1/calendars/house", calendar)
            seconds = time.monotonic() - began
            time.sleep(QUIET_SECONDS)  # what follows the answer counts too
    return {"s": seconds, "longest_ms": max(beside.took), "quiet_ms": max(quiet.took), "acts": len(beside.took),
            "moved": {what: len(outcome[what]) for what in ("days", "visits", "duties", "reminders")}}


def calendar(rounds):
    row = Row("calendar", "One swap of days three weeks ahead or more is accepted as the calendar of a house whose plans are sent "
              "on working days, while one connection does small acts, one after the other")
    cases = []
    for wanted in IN_FORCE:
        house = places.seed(round(wanted / SHARE))
        name = f"{by_office(house):,} plans in force by the office policy"
        cases.append((house, row.case(f"{name}: accepted", "s", None, better="less", of="ours"),
                      row.case(f"{name}: the longest that a small act waited", "ms", "nothing else is done", "<= 250",
                               better="less", of="ours")))

    def one_round(_):
        for house, total, longest in cases:
            with scratch("calendar") as folder:
                subprocess.run(["cp", house / "inspectord.db", house / "seed.json", folder], check=True)
                subprocess.run(["sync", folder / "inspectord.db"], check=True)  # else the disk is busy with it for seconds
                figures = accepted(folder)
            total.add(figures["s"], beside=figures)
            longest.add(figures["longest_ms"], figures["quiet_ms"])

    row.run(rounds, one_round)
    row.keep()


ROWS = {"calendar": calendar}
