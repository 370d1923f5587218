#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Kills migrate, restore and backup at their writing calls and syncs, one after the other, and looks at what is left,
with and without what was in memory alone: the old house or the new one, never one between; a whole copy or none."""
import argparse
import hashlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

from crash import invented, judge  # noqa: E402
from crash.service import environment  # noqa: E402
from faults.disk import Disk  # noqa: E402

MIGRATIONS = sorted((TESTS.parent / "storage/migrations").glob("*.sql"))
PAPER = "Một tờ giấy thử nghiệm\n".encode()
NEWER_SCHEMA = 78
TORN = 65


def dump_of(db):
    """What a database says, whatever its pages look like."""
    schema = sorted(row for row in db.execute("SELECT type, name, sql FROM sqlite_schema") if row[2])
    return schema, sorted(db.iterdump())


def rows_of(path, folder):
    """(logical dump, faults) of what is on disk, read from a copy."""
    db = judge.open_copy(path, folder)
    try:
        return dump_of(db), judge.soundness(db)
    finally:
        db.close()


class Bench:
    """Runs one command again and again on a fresh copy of the same house, killed a little later each time."""

    def __init__(self, options, folder, every):
        self.options = options
        self.every = every
        self.folder = folder
        self.data = folder / "data"
        self.disk = Disk(options.binary, options.library, self.data, folder / "disk")
        self.faults = []
        self.kills = 0

    def run(self, *arguments, at=0):
        self.disk.arm("die" if at else "well", at)
        return subprocess.run([self.options.binary, *map(str, arguments), "--data", self.data], capture_output=True,
                              text=True, timeout=120, env=environment(self.disk.environment))

    def lay_out(self, house):
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(house, self.data)
        self.disk.forget()

    def kill_at_each_call(self, house, arguments, what, judge_left, first=1):
        """`judge_left` gets the words for a fault and looks at self.data."""
        at = first
        while True:
            self.lay_out(house)
            done = self.run(*arguments, at=at)
            if done.returncode != -signal.SIGKILL:
                if done.returncode != 0:
                    self.faults.append(f"{what}: exit {done.returncode}: {done.stderr}")
                return
            self.kills += 1
            if (at // self.every) % 2:
                self.disk.lose_power()
            judge_left(f"{what}, killed at call {at}")
            at += self.every


def old_database(path, count):
    """As the program of that time left it: the first `count` migrations, and a row."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=WAL")
    if count:
        db.executescript("CREATE TABLE schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL,"
                         " sha256 TEXT NOT NULL, applied_at INTEGER NOT NULL) STRICT;")
    for file in MIGRATIONS[:count]:
        sql = file.read_text()
        number, name = file.stem.split("_", 1)
        db.executescript(sql)
        with db:
            db.execute("INSERT INTO schema_migrations VALUES (?, ?, ?, 7)",
                       (int(number), name, hashlib.sha256(sql.encode()).hexdigest()))
    if count:
        with db:
            db.execute("INSERT INTO files(sha256, size, media_type, created_at) VALUES (?, 3, 'text/plain', 7)",
                       (hashlib.sha256(b"abc").digest(),))
    db.close()


def shape_of(dump):
    """Schema and rows without when a migration was applied, and how its table was written down."""
    schema, lines = dump
    rows = sorted(line.rsplit(",", 1)[0] if "schema_migrations" in line else line for line in lines
                  if not line.startswith("CREATE TABLE schema_migrations"))
    return [row for row in schema if row[1] != "schema_migrations"], rows


def test_migrations(options, folder):
    bench = Bench(options, folder, options.every)
    shapes = []
    for count in range(len(MIGRATIONS) + 1):
        house = folder / f"schema{count}"
        house.mkdir()
        old_database(house / "inspectord.db", count)
        dump, _ = rows_of(house / "inspectord.db", folder / "copy")
        shapes.append(shape_of(dump))

    for count in range(len(MIGRATIONS)):
        # A house of schema 0 has no row yet.
        reachable = shapes[count:] if count else [without_file_row(shape) for shape in shapes]

        def judge_left(what, reachable=reachable):
            shape, unsound = shape_left(bench, folder)
            bench.faults += [f"{what}: {fault}" for fault in unsound]
            if shape not in reachable:
                bench.faults.append(f"{what}: neither old nor new")
            done = bench.run("migrate")
            shape, unsound = shape_left(bench, folder)
            if done.returncode != 0 or unsound or shape != reachable[-1]:
                bench.faults.append(f"{what}, then once more: exit {done.returncode} {unsound} {done.stderr}")

        bench.kill_at_each_call(folder / f"schema{count}", ["migrate"], f"migrate from {count}", judge_left,
                                first=1 + count % options.every)
    refuse_newer(bench, folder)
    report_pending(bench, folder)
    print(f"migrate: {bench.kills} kills from {len(MIGRATIONS)} schemas")
    return bench.faults


def shape_left(bench, folder):
    dump, unsound = rows_of(bench.data / "inspectord.db", folder / "copy")
    return shape_of(dump), unsound


def without_file_row(shape):
    schema, rows = shape
    return schema, [row for row in rows if not row.startswith('INSERT INTO "files"')]


def refuse_newer(bench, folder):
    house = folder / "newer"
    shutil.copytree(folder / f"schema{len(MIGRATIONS)}", house)
    db = sqlite3.connect(house / "inspectord.db")
    with db:
        db.execute("INSERT INTO schema_migrations VALUES (9999, 'later', '', 7)")
    db.close()
    before, _ = rows_of(house / "inspectord.db", folder / "copy")
    bench.lay_out(house)
    for arguments in (["migrate"], ["migrate", "--dry-run"]):
        code = bench.run(*arguments).returncode
        after, _ = rows_of(bench.data / "inspectord.db", folder / "copy")
        if code != NEWER_SCHEMA or after != before:
            bench.faults.append(f"{arguments} of a newer schema: exit {code}, changed: {after != before}")


def report_pending(bench, folder):
    bench.lay_out(folder / "schema3")
    before, _ = rows_of(bench.data / "inspectord.db", folder / "copy")
    done = bench.run("migrate", "--dry-run")
    after, _ = rows_of(bench.data / "inspectord.db", folder / "copy")
    lines = done.stdout.splitlines()
    if done.returncode or lines[0] != "schema\t3" or len(lines) != 1 + len(MIGRATIONS) - 3 or after != before:
        bench.faults.append(f"migrate --dry-run: exit {done.returncode}: {done.stdout}")


def furnish(options, folder):
    """Two houses: one, and what it had become later. The second has a file."""
    first, second = folder / "first", folder / "second"
    first.mkdir()

    def add(user, data):
        subprocess.run([options.binary, "user", "add", user, "--agency", invented.OFFICE, "--role", "planner", "--data",
                        data], check=True, capture_output=True, env=environment())

    add("lan", first)
    shutil.copytree(first, second)
    add("minh", second)
    name = hashlib.sha256(PAPER).hexdigest()
    (second / "files" / name[:2]).mkdir(parents=True)
    (second / "files" / name[:2] / name).write_bytes(PAPER)
    db = sqlite3.connect(second / "inspectord.db")
    with db:
        db.execute("INSERT INTO files(sha256, size, media_type, created_at) VALUES (?, ?, 'text/plain; charset=utf-8', 7)",
                   (hashlib.sha256(PAPER).digest(), len(PAPER)))
    db.close()
    return first, second


def test_copies(options, folder):
    """These take few calls: eight times as many of them are met."""
    bench = Bench(options, folder, max(1, options.every // 8))
    first, second = furnish(options, folder)
    old, _ = rows_of(first / "inspectord.db", folder / "copy")
    new, _ = rows_of(second / "inspectord.db", folder / "copy")

    for name in ("backup", "backup.tar"):
        copy_in_each_form(bench, folder / name, first, second, old, new, folder)
    refuse_torn(bench, folder / "backup", first, old, folder)
    return bench.faults


def copy_in_each_form(bench, copy, first, second, old, new, folder):
    def remove_copy():
        shutil.rmtree(copy) if copy.is_dir() else copy.unlink()

    def judge_copy(what):
        dump, unsound = rows_of(bench.data / "inspectord.db", folder / "copy")
        if dump != new or unsound:
            bench.faults.append(f"{what}: the house has changed: {unsound}")
        if copy.exists():
            done = bench.run("backup", "--verify", copy)
            if done.returncode:
                bench.faults.append(f"{what}: half a copy under its own name: {done.stderr}")
            remove_copy()

    before = bench.kills
    bench.kill_at_each_call(second, ["backup", "--out", copy], copy.name, judge_copy)
    print(f"{copy.name}: {bench.kills - before} kills")
    for left in folder.glob(".unfinished-*"):
        shutil.rmtree(left)

    def judge_restored(what):
        dump, unsound = rows_of(bench.data / "inspectord.db", folder / "copy")
        if dump != old and not (is_paused(bench.data, folder) and without_pause(dump) == without_pause(new)) or unsound:
            bench.faults.append(f"{what}: neither the old house nor the new one, paused: {unsound}")
        done = bench.run("restore", copy, "--replace")
        dump, unsound = rows_of(bench.data / "inspectord.db", folder / "copy")
        if done.returncode or without_pause(dump) != without_pause(new) or unsound or not is_paused(bench.data, folder):
            bench.faults.append(f"{what}, then once more: exit {done.returncode} {unsound} {done.stderr}")

    before = bench.kills
    bench.kill_at_each_call(first, ["restore", copy, "--replace"], f"restore {copy.name}", judge_restored)
    print(f"restore {copy.name}: {bench.kills - before} kills")
    bench.lay_out(first)
    done = bench.run("restore", copy, "--replace", "--resume-sending")
    dump, _ = rows_of(bench.data / "inspectord.db", folder / "copy")
    if done.returncode or dump != new:
        bench.faults.append(f"restore {copy.name} --resume-sending: exit {done.returncode}, not the same house")


def is_paused(data, folder):
    db = judge.open_copy(data / "inspectord.db", folder / "copy")
    try:
        return db.execute("SELECT paused FROM sending_switch").fetchall() == [(1,)]
    finally:
        db.close()


def without_pause(dump):
    """All but what a restore adds itself: the switch, and its entry in the journal."""
    schema, lines = dump
    added = ('INSERT INTO "sending_switch"', 'INSERT INTO "journal"', 'INSERT INTO "journal_content"',
             'INSERT INTO "sqlite_sequence"')
    return schema, [line for line in lines if not line.startswith(added)]


def refuse_torn(bench, copy, house, old, folder):
    bench.lay_out(house)
    database = copy / "inspectord.db"
    os.truncate(database, database.stat().st_size - 1)
    for arguments in (["restore", copy, "--replace"], ["backup", "--verify", copy]):
        code = bench.run(*arguments).returncode
        if code != TORN:
            bench.faults.append(f"{arguments[0]} of a torn copy: exit {code}, wanted {TORN}")
    dump, _ = rows_of(bench.data / "inspectord.db", folder / "copy")
    if dump != old:
        bench.faults.append("a torn copy changed the house")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--library", type=pathlib.Path, required=True)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="kill at each N-th call only")
    options = parser.parse_args()
    options.binary, options.library = options.binary.resolve(), options.library.resolve()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="inspectord-killed-"))
    faults = []
    for name, test in (("migrations", test_migrations), ("copies", test_copies)):
        (folder / name).mkdir()
        faults += test(options, folder / name)
    for fault in faults[:40]:
        print("FAULT", fault)
    if not faults:
        shutil.rmtree(folder)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
