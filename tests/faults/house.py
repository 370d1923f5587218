# SPDX-License-Identifier: Apache-2.0
"""A house on a disk that fails: what it has to do meanwhile, and afterwards."""
import hashlib
import http.client
import shutil
import threading
import time
from dataclasses import dataclass

from crash import invented, judge
from crash.house import House
from crash.ledger import Stopped
from crash.service import Connection, ServiceDied
from faults.disk import Disk

REACH_LIMIT = 40  # seconds until the call has to have come
END_LIMIT = 15  # from a failed sync to the end of the process: its drain_time and a little
HEAL_LIMIT = 15  # from the disk's recovery to /readyz
IO_ERROR = 74
ENDS_AT_START = (73, IO_ERROR)  # a directory or file cannot be made; reading or writing failed


@dataclass(frozen=True)
class Fault:
    kind: str
    at: int
    lasting: bool = False
    spool_alone: bool = False

    def __str__(self):
        where = " of the spool" if self.spool_alone else ""
        return f"{self.kind} at call {self.at}{where}" + (" and after" if self.lasting else "")


class FileKeeper(threading.Thread):
    """Gives files to the house and remembers which were taken."""

    def __init__(self, house, token):
        super().__init__(daemon=True)
        self.house = house
        self.token = token
        self.kept = []  # SHA-256 and bytes of what was answered with 2xx
        self.refused = 0

    def run(self):
        number = 0
        try:
            while True:
                number += 1
                with self.house.gate:
                    self.give(f"Biên bản thử nghiệm số {number} của {self.house.ledger.name}\n".encode())
                time.sleep(0.02)
        except Stopped:
            pass

    def give(self, content):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.house.service.port, timeout=20)
            connection.request("POST", "/api/v1/files", content, {
                "Authorization": "Bearer " + self.token, "Content-Type": "text/plain; charset=utf-8"})
            answer = connection.getresponse()
            told = answer.read()
            connection.close()
        except (OSError, http.client.HTTPException):
            return
        if 200 <= answer.status < 300:
            self.kept.append((hashlib.sha256(content).hexdigest(), content))
        elif answer.status == 503:
            self.refused += 1
        else:
            self.house.faults.append(f"a file was refused with {answer.status}: {told[:200]}")


class FaultyHouse(House):
    def __init__(self, options, name, folder, chance):
        super().__init__(options, name, folder, chance)
        self.disk = Disk(options.binary, options.library, self.data, folder / "disk")
        self.service.environment = self.disk.environment
        self.heal_times, self.end_times = [], []
        self.reads_meanwhile = self.ends_by_itself = self.power_losses = self.faults_met = 0
        self.now = "before"
        self.refuses_all = True  # where the disk takes nothing; a full one may still have room for little

    def furnish(self):
        super().furnish()
        self.files = FileKeeper(self, self.tokens[invented.CLERK])
        self.files.start()

    def complain(self, fault):
        self.faults.append(f"{self.now}: {fault}")

    # Lives

    def meet(self, fault, then_power):
        """One life with a fault. `then_power`: its end takes what is in memory alone along."""
        self.now = str(fault)
        self.receiver.next_life() if self.deaths else None
        self.disk.arm(fault.kind, fault.at, fault.lasting, fault.spool_alone)
        self.service.start()
        if self.get_ready():
            self.judge_life()
            self.gate.open()
        if self.wait(lambda: self.disk.hit or self.has_ended(), REACH_LIMIT) and self.disk.hit:
            self.faults_met += 1
            self.after_hit(fault)
        else:
            self.complain(f"the call was never reached ({self.disk.writes} writes, {self.disk.syncs} syncs)")
        self.end(then_power)

    def live_well(self, then_power=True):
        self.now += ", and the life after it"
        self.receiver.next_life()
        self.disk.arm()
        self.service.start()
        try:
            self.ready_times.append(self.service.wait_ready())
        except ServiceDied as died:
            self.complain(f"does not come back: {died}")
            return self.end(False)
        self.judge_life()
        self.gate.open()
        self.expect_progress()
        self.end(then_power)

    def get_ready(self):
        """False where the fault comes first, or ends the process."""
        self.wait(lambda: self.service.port or self.has_ended() or self.disk.hit, REACH_LIMIT)
        return self.wait(lambda: self.readiness() == 200 or self.has_ended() or self.disk.hit, REACH_LIMIT) \
            and not self.has_ended() and not self.disk.hit

    def after_hit(self, fault):
        if fault.kind == "sync-eio":
            return self.after_failed_sync()
        if fault.lasting:
            self.watch_refusal()
            self.disk.heal()
        healed = time.monotonic()
        if not self.wait(lambda: self.readiness() == 200 or self.has_ended(), HEAL_LIMIT):
            return self.complain(f"not ready again {HEAL_LIMIT} s after the disk is well")
        if self.has_ended():
            return self.expect_end_at_start()
        self.heal_times.append(time.monotonic() - healed)
        self.gate.close()
        self.judge_life()
        self.gate.open()
        self.expect_progress()

    def expect_end_at_start(self):
        """A house that cannot open its things says so and ends: before it was ready, never later."""
        self.ends_by_itself += 1
        if self.gate.is_open:
            self.complain(f"ended by itself: exit {self.service.process.returncode}")
        elif self.service.process.returncode not in ENDS_AT_START:
            self.complain(f"ended at its start with exit {self.service.process.returncode}, wanted {ENDS_AT_START}")

    def after_failed_sync(self):
        """Nothing is written any more, /readyz says so as long as anybody answers, and the process ends. The spool
        and SQLite's sync of a directory are no part of what was acknowledged: there it goes on."""
        if self.disk.hit_place() in ("spool", "directory"):
            if not self.wait(lambda: self.readiness() == 200 or self.has_ended(), HEAL_LIMIT):
                self.complain(f"not ready after a failed sync of {self.disk.hit_place()}")
            return self.has_ended() and self.expect_failed_end()
        while not self.has_ended():
            if self.disk.seconds_since_hit() > END_LIMIT:
                return self.complain("lives on after a failed sync of " + self.disk.hit_place())
            if self.disk.seconds_since_hit() > 1 and self.readiness() == 200:
                return self.complain("calls itself ready after a failed sync of " + self.disk.hit_place())
            time.sleep(0.01)
        self.end_times.append(self.disk.seconds_since_hit())
        self.expect_failed_end()

    def expect_failed_end(self):
        self.ends_by_itself += 1
        if self.service.process.returncode != IO_ERROR:
            self.complain(f"exit {self.service.process.returncode} after a failed sync, wanted {IO_ERROR}")
        if self.disk.written_after:
            self.complain(f"wrote {self.disk.written_after} times to the database after a failed sync")

    def watch_refusal(self):
        """While the disk takes nothing: reads are answered, writes with 503, and /readyz says no. Not where the start
        met the fault."""
        if not self.gate.is_open:
            return self.wait(self.has_ended, 0.3)
        if not self.wait(lambda: self.readiness() == 503 or self.has_ended(), 10):
            return self.complain("/readyz never said no")
        refused = self.files.refused
        until = time.monotonic() + 0.15
        while time.monotonic() < until and not self.has_ended():
            known = [plan for plan in list(self.ledger.plans.values()) if plan.id]
            if known:
                self.faults += [f"{self.now}: while refusing: {fault}" for fault in self.read(known[0])]
                self.reads_meanwhile += 1
            if self.refuses_all and self.readiness() == 200:
                self.complain("/readyz said yes while nothing could be written")
        if self.has_ended():
            self.complain(f"ended by itself: exit {self.service.process.returncode}")
        elif self.files.refused == refused:
            self.wait(lambda: self.files.refused > refused, 5) or self.complain("no file was refused")

    def read(self, plan):
        try:
            connection = Connection(self.service.port)
            status, _ = connection.exchange("GET", f"/api/v1/plans/{plan.id}", self.tokens[invented.PLANNER])
            connection.close()
            return [] if status == 200 else [f"GET of plan {plan.key}: {status}"]
        except (OSError, http.client.HTTPException) as broken:
            return [f"GET of plan {plan.key}: {broken}"]

    def expect_progress(self):
        def done():
            return sum(1 for step in list(self.ledger.steps) if step.answer == "acknowledged")

        before, files = done(), len(self.files.kept)
        if not self.wait(lambda: done() >= before + 5 and len(self.files.kept) > files, REACH_LIMIT):
            self.complain(f"does not go on: {done() - before} steps, {len(self.files.kept) - files} files")

    def judge_life(self):
        before = len(self.faults)
        self.judge_alive()
        self.judge_files()
        found = self.faults[before:]
        if self.disk.hit:  # while it was asked: what became of it is judged by its end
            found = [fault for fault in found if "the service does not answer" not in fault]
        self.faults[before:] = [f"{self.now}: {fault}" for fault in found]

    def judge_files(self):
        for name, content in self.files.kept[-20:]:
            path = self.data / "files" / name[:2] / name
            if not path.exists() or path.read_bytes() != content:
                self.faults.append(f"file {name}: acknowledged and not on disk")
                continue
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=20)
                connection.request("GET", "/api/v1/files/" + name, headers={
                    "Authorization": "Bearer " + self.files.token})
                status = connection.getresponse().status
                connection.close()
            except (OSError, http.client.HTTPException):
                continue
            if status != 200 and not self.disk.hit:
                self.faults.append(f"file {name}: acknowledged, and GET says {status}")

    def end(self, power):
        self.disk.heal()
        self.service.kill()
        self.gate.close()
        self.receiver.wait_idle()
        self.deaths += 1
        if power:
            self.power_losses += 1
            self.disk.lose_power()
        db = judge.open_copy(self.database, self.folder / "copy")
        try:
            self.faults += [f"{self.now}, then: {fault}" for fault in judge.soundness(db)]
            self.deliveries.note_kill(db)
        except Exception as broken:  # noqa: BLE001: whatever is wrong with it
            self.complain(f"the database cannot be read: {broken}")
        finally:
            db.close()

    # Small things

    def has_ended(self):
        return self.service.process.poll() is not None

    def readiness(self):
        if not self.service.port:
            return 0
        try:
            connection = Connection(self.service.port, timeout=5)
            status = connection.exchange("GET", "/readyz")[0]
            connection.close()
            return status
        except (OSError, http.client.HTTPException):
            return 0

    @staticmethod
    def wait(condition, limit):
        until = time.monotonic() + limit
        while time.monotonic() < until:
            if condition():
                return True
            time.sleep(0.005)
        return bool(condition())


class NewHouse:
    """A house whose very first start meets the fault: there is nothing yet that could be lost."""

    def __init__(self, options, folder, service):
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        self.folder = folder
        self.service = service(options.binary, self.data, [])
        self.disk = Disk(options.binary, options.library, self.data, folder / "disk")
        self.service.environment = self.disk.environment
        self.faults = []
        self.met = False

    def meet(self, fault, then_power):
        self.disk.arm(fault.kind, fault.at, fault.lasting, fault.spool_alone)
        self.service.start()
        FaultyHouse.wait(lambda: self.has_ended() or self.is_ready() or self.disk.hit, REACH_LIMIT)
        self.met = bool(self.disk.hit)
        if fault.kind == "sync-eio" and self.met and self.disk.hit_place() not in ("directory", "spool"):
            self.expect_end()
        FaultyHouse.wait(self.has_ended, 0.2)
        self.disk.heal()
        code = self.service.process.poll()
        self.service.kill()
        if code not in (None, *ENDS_AT_START):
            self.faults.append(f"exit {code}")
        if then_power:
            self.disk.lose_power()
        self.expect_recovery()
        shutil.rmtree(self.folder)
        self.faults += [f"sanitizer: {report}" for report in self.service.reports]
        return [f"a new house, {fault}: {one}" for one in self.faults]

    def expect_end(self):
        """SQLite may take back what it had begun, before there is a log; nobody has been promised anything."""
        if not FaultyHouse.wait(self.has_ended, END_LIMIT):
            self.faults.append("lives on after a failed sync of " + self.disk.hit_place())

    def expect_recovery(self):
        self.disk.arm()
        self.service.start()
        try:
            self.service.wait_ready()
        except ServiceDied as died:
            self.faults.append(f"does not come back: {died}")
        if self.service.stop() != 0:
            self.faults.append(f"SIGTERM: exit {self.service.process.returncode}")
        db = judge.open_copy(self.data / "inspectord.db", self.folder / "copy")
        self.faults += judge.soundness(db)
        db.close()

    def has_ended(self):
        return self.service.process.poll() is not None

    def is_ready(self):
        return bool(self.service.port) and self.service.is_ready()
