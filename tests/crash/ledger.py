# SPDX-License-Identifier: Apache-2.0
"""What the client asked for, what it was told, and what therefore has to be there."""
import threading
from dataclasses import dataclass, field


@dataclass
class PlanModel:
    """A plan as the acknowledged steps leave it."""
    key: str
    id: str = ""
    version: int = 0
    state: str = ""
    submitted: bool = False
    number: str = ""
    messages: int | None = 0  # that its acts queued; None: an act answered to nobody
    visits: dict = field(default_factory=dict)  # id: [date, sequence]
    duties: dict = field(default_factory=dict)  # id: state
    tasks: dict = field(default_factory=dict)


@dataclass
class Step:
    """One request that changes something. Its stamp is in the row that it leaves."""
    stamp: str
    kind: str
    plan: PlanModel
    effect: object  # called with the plan when the step is known to be there
    answer: str = "none"  # none, acknowledged, in_doubt, absent, refused
    sent_at: float | None = None  # of a step in doubt: when the request had left
    settled: threading.Event = field(default_factory=threading.Event)

    def __str__(self):
        return f"{self.kind} {self.stamp} of plan {self.plan.key}"


class Stopped(Exception):
    pass


class Gate:
    """Lets requests through while the service is up; knows how many are under way."""

    def __init__(self):
        self.changed = threading.Condition()
        self.is_open = False
        self.ended = False
        self.under_way = 0

    def __enter__(self):
        with self.changed:
            self.changed.wait_for(lambda: self.is_open or self.ended)
            if self.ended:
                raise Stopped
            self.under_way += 1

    def __exit__(self, *_):
        with self.changed:
            self.under_way -= 1
            self.changed.notify_all()

    def open(self):
        with self.changed:
            self.is_open = True
            self.changed.notify_all()

    def close(self):
        """Returns when no request is under way any more."""
        with self.changed:
            self.is_open = False
            self.changed.wait_for(lambda: self.under_way == 0)

    def end(self):
        with self.changed:
            self.ended = True
            self.changed.notify_all()


class Ledger:
    def __init__(self, name):
        self.name = name
        self.lock = threading.Lock()
        self.steps = []
        self.plans = {}
        self.in_doubt = []
        self.touched = set()  # keys of plans since the last kill
        self.faults = []
        self.count = 0

    def next_number(self):
        with self.lock:
            self.count += 1
            return self.count

    def begin(self, kind, plan, effect):
        stamp = f"{self.name}-{self.next_number()}"
        return self.begin_stamped(stamp, kind, plan, effect)

    def begin_stamped(self, stamp, kind, plan, effect):
        with self.lock:
            step = Step(stamp, kind, plan, effect)
            self.steps.append(step)
            self.plans.setdefault(plan.key, plan)
            self.touched.add(plan.key)
        return step

    def acknowledge(self, step, messages):
        with self.lock:
            step.answer = "acknowledged"
            step.effect(step.plan)
            if step.plan.messages is not None:
                step.plan.messages += messages
            step.settled.set()

    def doubt(self, step, sent_at=None):
        with self.lock:
            step.answer = "in_doubt"
            step.sent_at = sent_at
            self.in_doubt.append(step)

    def resolve(self, step, present):
        """By the judge, when the service is up again."""
        if present:
            step.effect(step.plan)
            step.plan.messages = None
        step.answer = "found" if present else "absent"
        step.settled.set()

    def refuse(self, step, status, answer):
        with self.lock:
            step.answer = "refused"
            self.faults.append(f"refused with {status}: {step}: {answer}")

    def tally(self):
        counts = {}
        for step in self.steps:
            counts[step.answer] = counts.get(step.answer, 0) + 1
        return counts
