# SPDX-License-Identifier: GPL-3.0-or-later
"""Samples of all sides, their medians and ratios, held against the goals."""
import json
import statistics


def median(samples):
    return statistics.median(samples) if samples else None


def number(value):
    if value is None:
        return ""
    if value == int(value) and abs(value) < 1e6:
        return f"{int(value):,}"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 30 else f"{value:.3g}"


class Row:
    def __init__(self, workload, what, ours, raw=(), peer=(), peer_name="", goal=None, note=""):
        self.workload, self.what, self.peer_name, self.note = workload, what, peer_name, note
        self.samples = {"ours": list(ours), "raw": list(raw), "peer": list(peer)}
        self.medians = {side: median(samples) for side, samples in self.samples.items()}
        self.goal = goal or {}  # {"raw": times, "peer": times, "most": value, "raw plus": value}

    def ratio(self, side):
        ours, other = self.medians["ours"], self.medians[side]
        return ours / other if ours is not None and other else None

    def limit(self, kind, value):
        if kind in ("raw", "peer"):
            return self.ratio(kind), value, f"{value:g}x {'raw' if kind == 'raw' else self.peer_name}"
        if kind == "raw plus":
            raw = self.medians["raw"]
            return self.medians["ours"], None if raw is None else raw + value, f"raw + {value:g}"
        return self.medians["ours"], value, f"{value:g}"

    def met(self):
        """True, False, or None where something was not measured or nothing is asked."""
        verdict = None
        for kind, value in self.goal.items():
            have, most, _ = self.limit(kind, value)
            if have is None or most is None:
                return None
            verdict = verdict is not False and have <= most
        return verdict

    def cells(self):
        m = self.medians
        ratios = ["" if r is None else f"{r:.2f}x" if r >= .095 else f"{r:.3f}x" for r in (self.ratio("raw"), self.ratio("peer"))]
        goal = ", ".join(self.limit(kind, value)[2] for kind, value in self.goal.items())
        met = {True: "yes", False: "**no**", None: ""}[self.met()] if goal else ""
        peer = number(m["peer"]) + (f" ({self.peer_name})" if m["peer"] is not None and self.peer_name else "")
        return [self.workload, self.what + (f" ({self.note})" if self.note else ""), number(m["ours"]), number(m["raw"]), peer,
                *ratios, goal, met]

    def as_json(self):
        return {"workload": self.workload, "what": self.what, "note": self.note, "peer": self.peer_name, "samples": self.samples,
                "medians": self.medians, "ratios": {"raw": self.ratio("raw"), "peer": self.ratio("peer")}, "goal": self.goal,
                "met": self.met()}


HEAD = ["workload", "what", "ours", "raw", "peer", "ours / raw", "ours / peer", "goal", "met"]


def markdown(rows):
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    return "\n".join(lines + ["| " + " | ".join(row.cells()) + " |" for row in rows])


class Table:
    def __init__(self):
        self.rows, self.facts, self.failures = [], {}, {}

    def add(self, *arguments, **options):
        row = Row(*arguments, **options)
        self.rows.append(row)
        print("| " + " | ".join(row.cells()) + " |", flush=True)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            json.dump({"facts": self.facts, "failures": self.failures, "rows": [row.as_json() for row in self.rows]}, file,
                      indent=1, ensure_ascii=False)
