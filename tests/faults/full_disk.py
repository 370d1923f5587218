# SPDX-License-Identifier: Apache-2.0
"""A small file system of its own that really is full."""
import os
import sqlite3
import subprocess

from faults.house import FaultyHouse

SIZE = 160  # MB: the log alone takes 64
LEFT = 1 << 20


class FullDiskHouse(FaultyHouse):
    """Its folder is the mount point. Nothing is preloaded: the kernel says no."""

    def __init__(self, options, name, folder, chance):
        super().__init__(options, name, folder, chance)
        self.service.environment = {}
        self.refuses_all = False
        self.service.log = open(folder.parent / "full.log", "ab")
        self.filler = folder / "filler"

    def fill(self, left):
        def room():
            status = os.statvfs(self.folder)
            return status.f_bavail * status.f_frsize - left

        file = os.open(self.filler, os.O_WRONLY | os.O_CREAT)
        try:
            while room() > 0:
                os.write(file, bytes(min(room(), 1 << 20)))
        except OSError:
            pass  # somebody else took the last of it
        finally:
            os.close(file)

    def shrink_log(self):
        """As before the first start, so that the log has to grow on the full disk."""
        db = sqlite3.connect(self.database)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()

    def begin(self):
        self.service.start()
        self.service.wait_ready()
        self.judge_life()
        self.gate.open()

    def live_with_a_grown_log(self):
        """Acts are still written, over what the log has; files find no room, and are told so."""
        self.now = "a full disk, the log grown before"
        self.begin()
        self.expect_progress()
        self.fill(0)
        refused, kept = self.files.refused, len(self.files.kept)
        steps = len(self.ledger.steps)
        if not self.wait(lambda: self.files.refused > refused and len(self.ledger.steps) > steps + 20, 20):
            self.complain(f"{self.files.refused - refused} files refused, {len(self.ledger.steps) - steps} steps begun")
        self.filler.unlink()
        self.wait(lambda: len(self.files.kept) > kept, 20) or self.complain("takes no files again")
        self.expect_progress()
        self.leave()

    def live_with_a_growing_log(self):
        """Nothing can be written after a while; reads go on, and room is noticed."""
        self.now = "a full disk, the log to grow"
        self.shrink_log()
        self.fill(LEFT)
        self.receiver.next_life()
        self.begin()
        self.watch_refusal()
        self.filler.unlink()
        if not self.wait(lambda: self.readiness() == 200, 15):
            self.complain("not ready again though there is room")
        self.gate.close()
        self.judge_life()
        self.gate.open()
        self.expect_progress()
        self.leave()

    def leave(self):
        self.gate.close()
        self.service.stop()
        self.deaths += 1
        self.receiver.wait_idle()
        self.note_end()


def run(options, folder, chance):
    """The house, or None where nothing may be mounted."""
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}m", "none", folder], capture_output=True).returncode:
        return None
    try:
        house = FullDiskHouse(options, "full", folder, chance)
        try:
            house.furnish()
            house.live_with_a_grown_log()
            house.live_with_a_growing_log()
            house.now = "the end"
            house.receiver.next_life()
            house.drain()
        finally:
            house.gate.end()
            house.service.kill()
        return house
    finally:
        subprocess.run(["umount", "--lazy", folder], check=False)
