# SPDX-License-Identifier: Apache-2.0
"""One of the people at work: takes plan after plan through its life, and keeps the ledger."""
import http.client
import threading
from datetime import date, timedelta

from crash import invented
from crash.ledger import PlanModel, Stopped
from crash.service import Connection

ROUNDS = 3  # moves of each visit
MOST_REFUSALS = 5  # then something is wrong with the test or the service


class GaveUp(Exception):
    """The plan at hand cannot go on; the ledger says why."""


class Client(threading.Thread):
    def __init__(self, number, service, gate, ledger, tokens):
        super().__init__(daemon=True)
        self.number = number
        self.service = service
        self.gate = gate
        self.ledger = ledger
        self.tokens = tokens
        self.connection = None

    def run(self):
        plans = 0
        try:
            while len(self.ledger.faults) < MOST_REFUSALS:
                plans += 1
                try:
                    self.take_through(f"{self.ledger.name}-c{self.number}-{plans}")
                except GaveUp:
                    pass
        except Stopped:
            pass
        except Exception as broken:  # the test itself is broken: say so
            self.ledger.faults.append(f"client {self.number}: {type(broken).__name__}: {broken}")

    def take_through(self, key):
        plan = PlanModel(key)
        self.draft(plan)
        self.act_on_plan(plan, "submit", invented.PLANNER, lambda p: setattr(p, "submitted", True))
        self.act_on_plan(plan, "approve", invented.APPROVER, lambda p: setattr(p, "state", "approved"))
        self.number_plan(plan)
        self.act_on_plan(plan, "notify", invented.CLERK, lambda p: setattr(p, "state", "notified"))
        self.learn_parts(plan)
        for duty in list(plan.duties):
            self.file(plan, duty)
        for _ in range(ROUNDS):
            for visit in list(plan.visits):
                self.move(plan, visit)
        for task in list(plan.tasks):
            self.start_task(plan, task)

    # Steps

    def draft(self, plan):
        number = self.ledger.next_number()

        def effect(p):
            p.state = "drafted"

        def body(_):
            return invented.plan(plan.key, number, invented.today())

        answer = self.step(plan, "import", "/api/v1/plans", invented.PLANNER, effect, body, stamp=plan.key)
        if answer:
            plan.id, plan.version = answer["id"], answer["version"]

    def act_on_plan(self, plan, action, who, effect, **members):
        def whole(p):
            p.version += 1
            effect(p)

        self.step(plan, action, f"/api/v1/plans/{plan.id}/actions/{action}", who, whole,
                  lambda stamp: {"reason": stamp, **members})

    def number_plan(self, plan):
        number = f"{self.ledger.next_number()}/KH-STN"
        self.act_on_plan(plan, "number", invented.CLERK, lambda p: setattr(p, "number", number), number=number,
                         date=invented.today().isoformat())

    def learn_parts(self, plan):
        """No step: reads what the notification began."""
        while True:
            with self.gate:
                try:
                    status, answer = self.connect().exchange("GET", f"/api/v1/plans/{plan.id}",
                                                             self.tokens[invented.PLANNER])
                except (OSError, http.client.HTTPException):
                    self.connection = None
                    continue
            if status != 200:
                self.ledger.faults.append(f"GET of plan {plan.key}: {status} {answer}")
                raise GaveUp
            plan.visits = {v["id"]: [v["date"], v["sequence"]] for v in answer["visits"]}
            plan.duties = {d["id"]: d["state"] for d in answer["duties"]}
            plan.tasks = {t["id"]: t["state"] for t in answer["tasks"]}
            return

    def move(self, plan, visit):
        day = (date.fromisoformat(plan.visits[visit][0]) + timedelta(days=2)).isoformat()

        def effect(p):
            p.version += 1
            p.visits[visit] = [day, p.visits[visit][1] + 1]

        self.step(plan, "move", f"/api/v1/visits/{visit}/actions/move", invented.PLANNER, effect,
                  lambda stamp: {"reason": "other_duty", "note": stamp, "date": day})

    def start_task(self, plan, task):
        def effect(p):
            p.version += 1
            p.tasks[task] = "under_way"

        self.step(plan, "start", f"/api/v1/tasks/{task}/actions/start", invented.PLANNER, effect,
                  lambda stamp: {"reason": stamp})

    def file(self, plan, duty):
        def effect(p):
            p.version += 1
            p.duties[duty] = "submitted"

        today = invented.today().isoformat()
        self.step(plan, "submission", f"/api/v1/duties/{duty}/submissions", invented.CLERK, effect,
                  lambda stamp: {"reason": stamp, "number": stamp, "paper_date": today, "sent_on": today,
                                 "way": "mail"})

    # How a step travels

    def connect(self):
        if self.connection is None or self.connection.port != self.service.port:
            self.connection = Connection(self.service.port)
        return self.connection

    def step(self, plan, kind, path, who, effect, body, stamp=None):
        """Until it is there: the answer, or None when it was found after a crash."""
        while True:
            with self.gate:
                step = (self.ledger.begin_stamped(stamp, kind, plan, effect) if stamp
                        else self.ledger.begin(kind, plan, effect))
                answer = self.exchange(step, path, who, body(step.stamp))
            if step.answer == "acknowledged":
                return answer
            if step.answer == "refused":
                raise GaveUp
            while not step.settled.wait(0.1):
                if self.gate.ended:
                    raise Stopped
            if step.answer == "found":
                return None

    def exchange(self, step, path, who, body):
        headers = {"Idempotency-Key": step.stamp}
        if step.kind != "import":
            headers["If-Match"] = f'"v{step.plan.version}"'
        connection = self.connect()
        try:
            status, answer = connection.exchange("POST", path, self.tokens[who], body, headers)
        except (OSError, http.client.HTTPException):
            self.connection = None
            self.ledger.doubt(step, connection.sent_at)
            return None
        if 200 <= status < 300:
            self.ledger.acknowledge(step, answer.get("messages", 0))
            return answer
        if status == 503:
            self.ledger.doubt(step, connection.sent_at)
        else:
            self.ledger.refuse(step, status, answer)
        return None
