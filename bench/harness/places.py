# SPDX-License-Identifier: Apache-2.0
"""Where things lie, and what machine this is."""

import datetime
import json
import os
import pathlib
import platform
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BENCH_BUILD", ROOT / "build" / "release"))
SERVICE = pathlib.Path(os.environ.get("BENCH_SERVICE", BUILD / "inspectord"))
RESULTS = ROOT / "bench" / "results"
SCRATCH = pathlib.Path(os.environ.get("BENCH_DIR", ROOT / "build" / "bench"))


def tool(name):
    """A program of bench/, built with -DINSPECTORD_BENCH=ON."""
    return str(BUILD / "bench" / name)


def said(*command):
    """The first line of what a command says, or an empty text."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0].strip() if lines else ""


def load():
    """Of the last minute."""
    return os.getloadavg()[0]


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def seed(plans, reminders=None, days_ago=0):
    """The directory of a house of today, or of days ago, with so many plans; made where it is not there."""
    day = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(days=days_ago)
    house = SCRATCH / f"house-{plans}{f'-{reminders}' if reminders else ''}-{day:%Y%m%d}"
    if not (house / "seed.json").exists():
        subprocess.run(["rm", "-rf", str(house)], check=True)
        command = [tool("seed"), "--plans", str(plans), "--out", str(house)]
        command += ["--reminders", str(reminders)] if reminders else []
        subprocess.run(command + ["--now", f"{day:%Y-%m-%d}T00:00:00Z"], check=True)
    return house


def keys(house):
    """What a client needs to use a seeded house."""
    return json.loads((house / "seed.json").read_text(encoding="utf-8"))


def disk():
    """File system and device of the scratch directory, and whether the device says that it turns."""
    SCRATCH.mkdir(parents=True, exist_ok=True)
    device = said("findmnt", "-n", "-o", "SOURCE,FSTYPE", "-T", str(SCRATCH))
    name = pathlib.Path(device.split()[0]).name if device else ""
    turns = pathlib.Path(f"/sys/class/block/{name}/queue/rotational")
    kind = {"0": "does not rotate", "1": "says it rotates"}.get(turns.read_text().strip()) if turns.exists() else None
    return ", ".join(filter(None, [device, kind]))


def machine():
    memory = next(line.split()[1] for line in open("/proc/meminfo", encoding="ascii") if line.startswith("MemTotal"))
    cpu = [line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8") if line.startswith("model name")]
    return {"cores": os.cpu_count(), "cpu": cpu[0] if cpu else platform.machine(),
            "memory_gib": round(int(memory) / 2**20, 1), "kernel": platform.release(), "disk": disk(),
            "compiler": said("g++", "--version"),
            "sqlite": said("dpkg-query", "-W", "-f", "${Version}", "libsqlite3-0"),
            "revision": said("git", "-C", str(ROOT), "rev-parse", "--short", "HEAD")}
