# SPDX-License-Identifier: Apache-2.0
"""Figures of a row: both raw series, a ratio for each round, the median; kept as JSON."""

import json
import statistics

from . import places


class Case:
    """One line of the table. `better`: "more" where ours/theirs is the ratio, "less" where theirs/ours is."""

    def __init__(self, name, unit, peer, target=None, better="more", of="ratio"):
        self.name, self.unit, self.peer, self.target = name, unit, peer, target
        self.better, self.of = better, of
        self.ours, self.theirs, self.ratios, self.beside = [], [], [], []

    def add(self, ours, theirs=None, beside=None):
        self.ours.append(ours)
        if beside:
            self.beside.append(beside)
        if theirs is None:
            return
        self.theirs.append(theirs)
        self.ratios.append(ours / theirs if self.better == "more" else theirs / ours)

    def judged(self):
        values = self.ratios if self.of == "ratio" else self.ours
        return statistics.median(values) if values else None

    def met(self):
        if self.target is None or self.judged() is None:
            return None
        sign, limit = self.target.split()
        return self.judged() >= float(limit) if sign == ">=" else self.judged() <= float(limit)

    def as_json(self):
        return {"name": self.name, "unit": self.unit, "peer": self.peer, "better": self.better,
                "target": self.target, "target_of": self.of, "judged": self.judged(), "met": self.met(),
                "median_ours": statistics.median(self.ours) if self.ours else None,
                "median_theirs": statistics.median(self.theirs) if self.theirs else None,
                "ours": self.ours, "theirs": self.theirs, "ratios": self.ratios, "beside": self.beside}


class Row:
    """Runs its rounds and keeps what they brought."""

    def __init__(self, name, about):
        self.name, self.about, self.cases, self.notes = name, about, [], {}

    def case(self, *arguments, **options):
        self.cases.append(Case(*arguments, **options))
        return self.cases[-1]

    def run(self, rounds, one_round):
        self.notes.update(started=places.now(), rounds=rounds, load_before=places.load())
        for number in range(rounds):
            one_round(number)
            print(f"{self.name}: round {number + 1} of {rounds}, load {places.load():.2f}", flush=True)
        self.notes["load_after"] = places.load()

    def keep(self):
        result = {"row": self.name, "about": self.about, **self.notes, "machine": places.machine(),
                  "cases": [case.as_json() for case in self.cases]}
        places.RESULTS.mkdir(exist_ok=True)
        file = places.RESULTS / f"{self.name}.json"
        file.write_text(json.dumps(rounded(result), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        for case in result["cases"]:
            print(f"{self.name}: {case['name']}: {sayable(case)}")


def sayable(case):
    met = {True: "met", False: "NOT MET", None: "no target"}[case["met"]]
    judged = "-" if case["judged"] is None else f"{case['judged']:.3g}"
    theirs = "-" if case["median_theirs"] is None else f"{case['median_theirs']:.4g}"
    return (f"{case['target_of']} {judged} (target {case['target']}: {met}); "
            f"ours {case['median_ours']:.4g}, {case['peer'] or 'peer'} {theirs} {case['unit']}")


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return value
