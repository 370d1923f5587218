# SPDX-License-Identifier: Apache-2.0
"""One database with its service, receiver, clients and ledger, from life to life."""
import http.client
import json
import random
import sqlite3
import time

from crash import invented, judge
from crash.client import Client
from crash.ledger import Gate, Ledger
from crash.receiver import Receiver
from crash.service import Connection, Service, ServiceDied

CLIENTS = 6
DRAIN_LIMIT = 90
SECRET = "whsec_" + "Y3Jhc2gtdGVzdC1jcmFzaC10ZXN0LWNyYXNo"


class House:
    """One database with its service, receiver, clients and ledger."""

    def __init__(self, options, name, folder, chance):
        self.options = options
        self.chance = chance
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        self.database = self.data / "inspectord.db"
        self.receiver = Receiver(random.Random(chance.random()), SECRET)
        self.service = Service(options.binary, self.data, ["webhook.allow=127.0.0.0/8", "webhook.allow_http=true"])
        self.deliveries = judge.Deliveries(self.receiver, self.data / "spool")
        self.gate = Gate()
        self.ledger = Ledger(name)
        self.faults = []
        self.ready_times = []
        self.deaths = 0
        self.sabotaged = False
        self.clients = []

    def furnish(self):
        tokens = {}
        for name, roles in invented.PEOPLE.items():
            flags = [flag for role in roles for flag in ("--role", role)]
            self.service.command("user", "add", name, "--agency", invented.OFFICE, *flags)
            tokens[name] = self.service.command("token", "--user", name)
        self.tokens = tokens
        # The office has to be known by a plan before its contacts can be taken in.
        files = {"plan.json": invented.plan("nha-mau", 0, invented.date.today()),
                 "directory.json": invented.directory(f"http://127.0.0.1:{self.receiver.port}/hook", SECRET)}
        for name, content in files.items():
            (self.folder / name).write_text(json.dumps(content, ensure_ascii=False))
        self.service.command("import", *(self.folder / name for name in files), "--user", invented.PLANNER)
        self.clients = [Client(n, self.service, self.gate, self.ledger, tokens) for n in range(CLIENTS)]
        for client in self.clients:
            client.start()

    # One life

    def live(self, failpoint=None):
        """From start to death. A random instant, or where the failpoint says; sometimes during the start."""
        self.receiver.next_life() if self.deaths else None
        self.service.start(failpoint)
        if not failpoint and self.chance.random() < 0.1:
            time.sleep(self.chance.random() * 0.2)
            return self.die()
        try:
            self.ready_times.append(self.service.wait_ready())
        except ServiceDied as died:
            if not (failpoint and self.service.process.returncode == -9):
                raise
            return self.die()
        self.judge_alive(failpoint)
        self.gate.open()
        if failpoint:
            if self.service.wait_for_end(60) is None:
                self.faults.append(f"failpoint {failpoint} was never reached")
        else:
            time.sleep(0.1 + self.chance.random() * self.options.longest_life)
        return self.die()

    def die(self, expected=-9):
        before = self.service.process.poll()
        self.service.kill()
        self.gate.close()
        if before not in (None, expected):
            self.faults.append(f"the service ended by itself: exit {before}")
        self.receiver.wait_idle()
        self.deaths += 1
        self.note_end()

    def note_end(self):
        """What is on disk, and what was under way, when a life has ended."""
        db = judge.open_copy(self.database, self.folder / "copy")
        try:
            self.faults += [f"after death {self.deaths}: {fault}" for fault in judge.soundness(db)]
            self.deliveries.note_kill(db)
        except sqlite3.Error as broken:
            self.faults.append(f"after death {self.deaths}: the database cannot be read: {broken}")
        finally:
            db.close()

    def wait_for_steps(self, count, limit=60):
        """Until so many have begun."""
        until = time.monotonic() + limit
        while len(self.ledger.steps) < count and time.monotonic() < until:
            time.sleep(0.005)

    def judge_alive(self, failpoint=None):
        """The service is up again and nobody writes: what it says and what it keeps has to fit the ledger."""
        db = judge.open_live(self.database)
        try:
            rows = judge.Rows(db)
        finally:
            db.close()
        rows.plans.pop("nha-mau", None)
        faults = judge.judge_steps(self.ledger, rows) + judge.judge_plans(self.ledger, rows)
        try:
            faults += self.ask_about([self.ledger.plans[key] for key in self.ledger.touched])
            self.ledger.touched = set()
        except (OSError, http.client.HTTPException) as broken:  # a failpoint may lie on the way; asked again later
            if not failpoint or self.service.wait_for_end(10) != -9:
                faults.append(f"the service does not answer: {broken}")
        self.faults += [f"after death {self.deaths}: {fault}" for fault in faults]

    def ask_about(self, plans):
        connection = Connection(self.service.port)
        faults = []
        for plan in plans:
            if not plan.id:
                continue
            status, answer = connection.exchange("GET", f"/api/v1/plans/{plan.id}", self.tokens[invented.PLANNER])
            told = status, answer.get("version"), answer.get("state")
            if told != (200, plan.version, plan.state):
                faults.append(f"GET of plan {plan.key}: {told}, wanted {(200, plan.version, plan.state)}")
        connection.close()
        return faults

    # The end

    def drain(self):
        """Lets all that is queued go out. Waits of the ladder are cut short by hand while nothing runs."""
        self.gate.end()
        for client in self.clients:
            client.join(30)
        self.receiver.well = True
        self.receiver.next_life()
        self.change("UPDATE messages SET next_attempt_at = 0 WHERE state IN ('queued', 'retrying')")
        self.service.start()
        self.ready_times.append(self.service.wait_ready())
        self.judge_alive()
        until = time.monotonic() + DRAIN_LIMIT
        while self.unsettled() and time.monotonic() < until:
            time.sleep(0.05)
        code = self.service.stop()
        if code != 0:
            self.faults.append(f"SIGTERM: exit {code}")
        db = sqlite3.connect(self.database)
        self.faults += judge.soundness(db) + self.deliveries.judge(db)
        self.counts = dict(db.execute("SELECT channel, count(*) FROM messages GROUP BY channel"))
        db.close()
        self.faults += self.ledger.faults
        self.faults += [f"sanitizer: {report}" for report in self.service.reports]

    def unsettled(self):
        db = judge.open_live(self.database)
        try:
            return db.execute("SELECT count(*) FROM messages WHERE settled_at IS NULL").fetchone()[0]
        finally:
            db.close()

    def change(self, sql, *parameters):
        db = sqlite3.connect(self.database)
        with db:
            done = db.execute(sql, parameters).rowcount
        db.close()
        return done

    def sabotage(self, how):
        """Breaks what the test promises to see. True once there was something to break."""
        if self.sabotaged:
            return
        if how == "lose":
            victims = [s for s in self.ledger.steps if s.kind == "submission" and s.answer == "acknowledged"]
            self.sabotaged = bool(victims) and self.change(
                "DELETE FROM submissions WHERE number = ?", victims[-1].stamp) == 1
        if how == "double":
            self.sabotaged = self.change(
                "UPDATE messages SET state = 'queued', settled_at = NULL, next_attempt_at = 0 WHERE id ="
                " (SELECT id FROM messages WHERE state = 'accepted' AND channel = 'webhook' LIMIT 1)") == 1
