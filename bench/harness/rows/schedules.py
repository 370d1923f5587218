# SPDX-License-Identifier: Apache-2.0
"""Schedules: the next instant of cron expressions, occurrences of rules, armed timers."""

import json
import subprocess

from .. import places
from ..results import Row

PEERS = places.ROOT / "bench" / "peers"


def measured(*arguments):
    done = subprocess.run([places.tool("schedule_search"), *arguments], check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def cron(rounds):
    row = Row("cron-next", "The next instant of a parsed expression: plain 0 8 * * 1-5, sparse 0 0 0 29 2 *, extended "
              "0 30 9 LW * *, in UTC and in a zone with DST. The target is of libcron, which neither Debian nor npm has; "
              "its 673 ns (plain) and 1,398 ns (sparse) in targets.md were measured on another machine. In its place "
              "stands the calendar of systemd's timers, C code that Debian packages; it cannot say LW. The minute walk "
              "is in UTC")
    kinds, places_asked = ["plain", "sparse", "extended"], (("utc", "UTC"), ("york", "America/New_York"))
    systemd = {(kind, place): row.case(f"{kind}, {name}", "ns", "systemd 252, in place of libcron",
                                       ">= 10", better="less")
               for kind in kinds[:2] for place, name in places_asked}
    croner = {(kind, place): row.case(f"{kind}, {name}", "ns", "croner", better="less")
              for kind in kinds for place, name in places_asked}
    walk = {kind: row.case(f"{kind}, UTC", "ns", "a plain minute walk", better="less") for kind in kinds}
    added = {kind: row.case(f"{kind}: what a zone with DST adds", "ns", None, "<= 30", of="ours") for kind in kinds}

    def one_round(_):
        ours = measured("cron")
        done = subprocess.run(["node", "croner.mjs"], cwd=PEERS, check=True, stdout=subprocess.PIPE)
        theirs = json.loads(done.stdout)
        for (kind, place), case in systemd.items():
            case.add(ours[f"{kind}-{place}"], ours[f"{kind}-{place}-systemd"])
        for (kind, place), case in croner.items():
            case.add(ours[f"{kind}-{place}"], theirs[f"{kind}-{place}"])
        for kind in kinds:
            walk[kind].add(ours[f"{kind}-utc"], ours[f"{kind}-walk"])
            added[kind].add(ours[f"{kind}-added"])

    row.run(rounds, one_round)
    row.keep()


def rrule(rounds):
    row = Row("rrule", "Occurrences of a rule in Asia/Ho_Chi_Minh, and the first after an instant ten years behind the start: "
              "libical by its own jump (icalrecur_iterator_set_start), and walking there from the start")
    cases = {}

    def one_round(_):
        for one in measured("rrule"):
            rule = one["rule"]
            if rule not in cases:
                cases[rule] = [row.case(f"{rule}: each", "ns", "libical", ">= 50", better="less"),
                               row.case(f"{rule}: ten years on", "ns", "libical, its jump", better="less"),
                               row.case(f"{rule}: ten years on", "ns", "libical, walking", ">= 500", better="less")]
            each, jump, walk = cases[rule]
            each.add(one["ours"], one["libical"])
            jump.add(one["ours_jump"], one["libical_jump"])
            walk.add(one["ours_jump"], one["libical_walk"])

    row.run(rounds, one_round)
    row.keep()


def timers(rounds):
    row = Row("timers", "10 million timers armed at random within an hour, then taken out in order, one insert and one pop each")
    case = row.case("arm and take", "ns", "std::priority_queue", ">= 2", better="less")
    memory = row.case("memory of an armed timer", "bytes", None, "<= 24", of="ours")

    def one_round(_):
        one = measured("timers", "10000000")
        case.add(one["ours"], one["priority_queue"])
        memory.add(one["bytes"])

    row.run(rounds, one_round)
    row.keep()


ROWS = {"cron-next": cron, "rrule": rrule, "timers": timers}
