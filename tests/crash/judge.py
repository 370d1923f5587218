# SPDX-License-Identifier: Apache-2.0
"""Holds the ledger, the receivers' log and the spool against the database."""
import hashlib
import shutil
import sqlite3
import uuid
from collections import Counter, defaultdict


def open_copy(database, folder):
    """What is on disk after a kill, without touching it: the service has to recover it by itself."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name in (database.name, database.name + "-wal"):
        source = database.with_name(name)
        if source.exists():
            shutil.copyfile(source, folder / name)
    return sqlite3.connect(folder / database.name)


def open_live(database):
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30)


def soundness(db):
    faults = [f"integrity_check: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return faults + [f"foreign_key_check: {row}" for row in db.execute("PRAGMA foreign_key_check")]


def name_of(identity):
    return str(uuid.UUID(bytes=identity))


class Rows:
    """The database as the judge reads it."""

    def __init__(self, db):
        self.stamps = Counter(row[0] for row in db.execute("SELECT why FROM journal WHERE why IS NOT NULL"))
        self.drafted = Counter(name_of(row[0]) for row in db.execute(
            "SELECT subject_id FROM journal WHERE what = 'plan.drafted'"))
        self.papers = Counter(row[0] for row in db.execute("SELECT number FROM submissions"))
        self.plans = defaultdict(list)
        for row in db.execute("SELECT key, id, version, state, submitted, number FROM plans"):
            self.plans[row[0]].append((name_of(row[1]), row[2], row[3], bool(row[4]), row[5]))
        self.visits = {name_of(row[0]): [row[1], row[2]] for row in db.execute("SELECT id, date, sequence FROM visits")}
        self.duties = {name_of(row[0]): row[1] for row in db.execute("SELECT id, state FROM duties")}
        self.tasks = {name_of(row[0]): row[1] for row in db.execute("SELECT id, state FROM tasks")}
        self.messages = Counter(name_of(row[0]) for row in db.execute(
            "SELECT plan_id FROM messages WHERE plan_id IS NOT NULL"))

    def times(self, step):
        """How often a step is there."""
        if step.kind == "import":
            return len(self.plans.get(step.plan.key, []))
        if step.kind == "submission" and self.papers[step.stamp] != self.stamps[step.stamp]:
            return min(self.papers[step.stamp], self.stamps[step.stamp])
        return self.stamps[step.stamp]


def judge_steps(ledger, rows):
    """Each acknowledged step exists exactly once, each unacknowledged at most once. Settles what is in doubt."""
    faults = []
    in_doubt, ledger.in_doubt = ledger.in_doubt, []
    for step in in_doubt:
        times = rows.times(step)
        if times > 1:
            faults.append(f"not acknowledged and there {times} times: {step}")
        if times and step.kind == "import":
            step.plan.id, step.plan.version = rows.plans[step.plan.key][0][:2]
        ledger.resolve(step, times > 0)
    for step in ledger.steps:
        times = rows.times(step)
        if step.answer in ("acknowledged", "found") and times != 1:
            what = "lost" if times == 0 else f"there {times} times"
            faults.append(f"{step.answer} and {what}: {step}")
        if step.answer in ("absent", "refused") and times and step.kind != "import":
            faults.append(f"{step.answer} and there: {step}")
    papers = sum(1 for s in ledger.steps if s.kind == "submission" and s.answer in ("acknowledged", "found"))
    if sum(rows.papers.values()) != papers:
        faults.append(f"{sum(rows.papers.values())} submissions are there, {papers} are known")
    return faults


def judge_plans(ledger, rows):
    """Each plan is as its steps leave it: nothing half done, nothing of nobody's."""
    faults = []
    for plan in ledger.plans.values():
        if not plan.id:
            continue
        wanted = (plan.id, plan.version, plan.state, plan.submitted, plan.number)
        found = rows.plans.get(plan.key, [])
        if found != [wanted]:
            faults.append(f"plan {plan.key}: {found}, wanted {wanted}")
        if rows.drafted[plan.id] != 1:
            faults.append(f"plan {plan.key}: journalled {rows.drafted[plan.id]} times")
        for name, parts in (("visits", plan.visits), ("duties", plan.duties), ("tasks", plan.tasks)):
            there = getattr(rows, name)
            faults += [f"{name} of plan {plan.key}: {identity} is {there.get(identity)}, wanted {wanted}"
                       for identity, wanted in parts.items() if there.get(identity) != wanted]
        if plan.messages is not None and rows.messages[plan.id] != plan.messages:
            faults.append(f"plan {plan.key}: {rows.messages[plan.id]} messages, {plan.messages} were promised")
    strangers = set(rows.plans) - set(ledger.plans)
    return faults + [f"a plan nobody drafted: {key}" for key in strangers]


def spooled(spool):
    """Name of the message: its files."""
    found = defaultdict(list)
    for part in ("new", "cur"):
        folder = spool / part
        for path in folder.iterdir() if folder.exists() else ():
            found[path.name.split(".inspectord")[0]].append(path)
    return found


def replaced(db):
    """Messages that went unsent, when they were overtaken or were about to leave, because a later one tells the same
    receiver of each of their visits."""
    return [name_of(row[0]) for row in db.execute(
        "SELECT m.id FROM messages m WHERE m.detail IN ('overtaken', 'no_longer_holds') AND NOT EXISTS"
        " (SELECT 1 FROM message_news n WHERE n.message_id = m.id AND NOT EXISTS"
        "  (SELECT 1 FROM messages o JOIN message_news later ON later.message_id = o.id"
        "   WHERE o.plan_id = m.plan_id AND o.address = m.address AND o.id > m.id AND later.visit = n.visit))")]


class Deliveries:
    """What was where at each kill, and what the receivers and the spool may therefore hold."""

    def __init__(self, receiver, spool):
        self.receiver = receiver
        self.spool = spool
        self.in_flight = []  # per life: ids claimed and not settled when it ended
        self.accepted = []
        self.files = {}  # of mail settled before a kill: (inode, modified)

    def note_kill(self, db):
        states = {name_of(row[0]): (row[1], row[2]) for row in db.execute("SELECT id, state, channel FROM messages")}
        # An attempt that was broken off may have arrived: it is in flight until it is tried again.
        unclear = {name_of(row[0]) for row in db.execute(
            "SELECT message_id FROM attempts a WHERE outcome = 'unclear' AND number ="
            " (SELECT max(number) FROM attempts WHERE message_id = a.message_id)")}
        self.in_flight.append({i for i, (state, _) in states.items()
                               if state == "sending" or (i in unclear and state == "retrying")})
        self.accepted.append({i for i, (state, _) in states.items() if state == "accepted"})
        files = spooled(self.spool)
        for identity, (state, channel) in states.items():
            if state == "accepted" and channel == "mail" and identity not in self.files and files.get(identity):
                status = files[identity][0].stat()
                self.files[identity] = (status.st_ino, status.st_mtime_ns)

    def judge(self, db):
        rows = {name_of(row[0]): row[1:] for row in db.execute(
            "SELECT m.id, m.channel, m.state, b.body FROM messages m JOIN message_bodies b ON b.message_id = m.id")}
        known = set(rows)
        for identity in replaced(db):
            channel, state, body = rows[identity]
            if state == "withdrawn":
                rows[identity] = (channel, "replaced", body)
        faults = [f"message {i} of {row[0]} is left {row[1]}" for i, row in rows.items()
                  if row[1] not in ("accepted", "replaced")]
        taken = {one.id for one in self.receiver.log if one.accepted} | set(spooled(self.spool))
        faults += [f"message {i}: received, though a later one took its place" for i, row in rows.items()
                   if row[1] == "replaced" and i in taken]
        rows = {i: row for i, row in rows.items() if row[1] != "replaced" or i in taken}
        return faults + self._judge_log(rows, known) + self._judge_spool(rows)

    def _judge_log(self, rows, known):
        webhooks = {i: hashlib.sha256(self._bytes(row[2])).hexdigest() for i, row in rows.items()
                    if row[0] == "webhook"}
        receptions = defaultdict(list)
        for one in self.receiver.log:
            receptions[one.id].append(one)
        faults = [f"webhook {i}: received, but not in the outbox" for i in receptions if i not in known]
        for identity, digest in webhooks.items():
            log = receptions.get(identity, [])
            if not any(one.accepted for one in log):
                faults.append(f"webhook {identity}: never received")
            if any(one.body != digest for one in log):
                faults.append(f"webhook {identity}: its bytes differ from the outbox")
            if not all(one.signed for one in log):
                faults.append(f"webhook {identity}: a signature is wrong")
            faults += self._repetitions(identity, log)
        return faults

    def _repetitions(self, identity, log):
        """Sent again only what was in flight when a process died, and once for each such death."""
        faults = []
        taken = [one.life for one in log if one.accepted]
        for before, after in zip(taken, taken[1:]):
            if before == after:
                faults.append(f"webhook {identity}: accepted twice in one life ({before})")
            elif identity not in self.in_flight[before]:
                faults.append(f"webhook {identity}: doubled: accepted in life {before} and again in {after},"
                              " though not in flight when the first ended")
        for life, accepted in enumerate(self.accepted):
            if identity in accepted and any(one.life > life for one in log):
                faults.append(f"webhook {identity}: doubled: settled in life {life} and sent again")
                break
        return faults

    def _judge_spool(self, rows):
        mails = {i: self._bytes(row[2]) for i, row in rows.items() if row[0] == "mail"}
        files = spooled(self.spool)
        faults = [f"mail {i}: in the spool, but not in the outbox" for i in files if i not in mails]
        for identity, body in mails.items():
            found = files.get(identity, [])
            if len(found) != 1:
                faults.append(f"mail {identity}: {len(found)} times in the spool")
            elif found[0].read_bytes() != body:
                faults.append(f"mail {identity}: its bytes differ from the outbox")
            elif identity in self.files:
                status = found[0].stat()
                if (status.st_ino, status.st_mtime_ns) != self.files[identity]:
                    faults.append(f"mail {identity}: doubled: written again after it was settled")
        return faults

    @staticmethod
    def _bytes(body):
        return body if isinstance(body, bytes) else body.encode()
