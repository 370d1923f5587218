# SPDX-License-Identifier: Apache-2.0
"""The disk as tests/faults/faulty_disk.cpp makes it: what is to go wrong, and what a power loss leaves."""
import mmap
import re
import struct
import subprocess
import time

KINDS = ("well", "write-eio", "write-enospc", "write-erofs", "sync-eio", "sync-lies", "die")
PLACES = ("none", "database", "log", "shared_memory", "lock", "files", "spool", "directory", "other")
FIELDS = ("kind", "at", "lasting", "healed", "writes", "syncs", "hit", "place", "written_after", "spool_alone")
LAYOUT = struct.Struct("=10iq")  # tests/faults/control.hpp
SANITIZER = re.compile(r"=> (\S*lib[at]san\S*)")


def preload(binary, library):
    """The sanitizer's runtime has to come first, where the binary has one."""
    needed = subprocess.run(["ldd", binary], capture_output=True, text=True, check=True).stdout
    return " ".join(SANITIZER.findall(needed) + [str(library)])


class Disk:
    def __init__(self, binary, library, root, folder):
        self.root = root
        self.images = folder / "images"
        self.images.mkdir(parents=True)
        control = folder / "control"
        control.write_bytes(bytes(LAYOUT.size))
        with open(control, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), LAYOUT.size)
        self.environment = {"LD_PRELOAD": preload(binary, library), "FAULTY_DISK_ROOT": str(root.resolve()),
                            "FAULTY_DISK_CONTROL": str(control), "FAULTY_DISK_IMAGES": str(self.images)}

    def __getattr__(self, name):
        if name not in FIELDS:
            raise AttributeError(name)
        return LAYOUT.unpack(self.memory[:])[FIELDS.index(name)]

    def arm(self, kind="well", at=0, lasting=False, spool_alone=False):
        """Before the process starts."""
        self.memory[:] = LAYOUT.pack(KINDS.index(kind), at, int(lasting), *[0] * 6, int(spool_alone), 0)

    def heal(self):
        struct.pack_into("=i", self.memory, 4 * FIELDS.index("healed"), 1)

    def hit_place(self):
        return PLACES[self.place]

    def seconds_since_hit(self):
        return time.monotonic() - LAYOUT.unpack(self.memory[:])[-1] / 1e9

    def lose_power(self):
        """While no process runs: database and log become what had been synced."""
        for name in ("inspectord.db", "inspectord.db-wal"):
            image = self.images / name
            if image.exists():  # otherwise nobody has touched it
                image.replace(self.root / name)
        (self.root / "inspectord.db-shm").unlink(missing_ok=True)
        self.forget()

    def forget(self):
        """The files are what is on the disk: the next process begins from them."""
        for file in self.images.iterdir():
            file.unlink()
