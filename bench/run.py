"""Runs the benchmarks and writes down what came out.

    python -m bench.run                    # all sets
    python -m bench.run frozen_frames      # some of them

Each set writes bench/results/<detector>.json and, from its reporting half, the error rate that
findings quote: templates/error_rates/<detector>.toml. bench/RESULTS.md is made of all result files.
"""

import importlib
import json
import pkgutil
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import endings, sets
from bench.scoring import Benchmark, Outcome, as_data, grouped, score, table

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results"
RATES = ROOT / "templates" / "error_rates"
OURS = "ticketkit"
_HALVES = ("calibration", "reporting")
_FIGURES = ("recall", "precision", "false_alarms", "exact")


def main(names: list[str]) -> None:
    """Run the sets called `names`, all without any."""
    for name in names or sorted(module.name for module in pkgutil.iter_modules(sets.__path__)):
        started = time.monotonic()
        benchmark: Benchmark = importlib.import_module(f"bench.sets.{name}").run()
        data = _data(benchmark)
        write_json(RESULTS / f"{name}.json", data)
        _write_rate(benchmark, data)
        print(_chapter(data), end="\n\n")
        print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    write_results()


def _data(benchmark: Benchmark) -> dict[str, Any]:
    tools = {
        tool: {half: _half(outcomes, half, benchmark.error_limit) for half in _HALVES}
        for tool, outcomes in grouped(benchmark.outcomes, lambda o: o.tool).items()
    }
    return {
        "schema": "ticketkit.bench/1",
        "detector": benchmark.detector,
        "measured_at": datetime.now(UTC).date().isoformat(),
        "about": benchmark.about,
        "notes": list(benchmark.notes),
        "error_name": benchmark.error_name,
        "error_limit": benchmark.error_limit,
        "tools": tools,
        "mistakes": [_mistake(o) for o in benchmark.outcomes if o.tool == OURS and _is_wrong(o)],
    }


def _half(outcomes: tuple[Outcome, ...], half: str, limit: float) -> dict[str, Any]:
    mine = [o for o in outcomes if o.half == half]
    kinds = grouped(mine, lambda o: o.kind)
    traits = sorted({trait for o in mine for trait in o.traits})
    having = {trait: [o for o in mine if trait in o.traits] for trait in traits}
    return {
        "all": as_data(score(mine, limit)),
        "kinds": {kind: as_data(score(group, limit)) for kind, group in kinds.items()},
        "traits": {trait: as_data(score(group, limit)) for trait, group in having.items()},
    }


def _is_wrong(outcome: Outcome) -> bool:
    return outcome.false_findings > 0 or (outcome.positive and not outcome.hit)


def _mistake(outcome: Outcome) -> dict[str, Any]:
    return {
        "half": outcome.half,
        "kind": outcome.kind,
        "clip": outcome.clip,
        "missed": outcome.positive and not outcome.hit,
        "false_findings": outcome.false_findings,
    }


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write one result file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_rate(benchmark: Benchmark, data: dict[str, Any]) -> None:
    figures = data["tools"][OURS]["reporting"]["all"]
    shares = {name: figures[name]["value"] for name in ("recall", "precision", "false_alarms")}
    if None in shares.values():
        return
    lines = [
        "# Written by `make bench` from the half of the clips that set no threshold.",
        *(f"{name} = {float(value)}" for name, value in shares.items()),
        f"found = {figures['recall']['hits']}",
        f"failures = {figures['recall']['of']}",
        f"alarmed = {figures['false_alarms']['hits']}",
        f"healthy = {figures['false_alarms']['of']}",
        f"measured_on = {json.dumps(benchmark.measured_on, ensure_ascii=False)}",
    ]
    RATES.mkdir(parents=True, exist_ok=True)
    path = RATES / f"{benchmark.detector}.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_results() -> None:
    """Make RESULTS.md of all result files."""
    files = sorted(RESULTS.glob("*.json"))
    chapters = [_chapter(json.loads(file.read_text(encoding="utf-8"))) for file in files]
    intro = (
        "# Benchmark results\n\n"
        "Written by `make bench`. Every clip is drawn by a script with a fixed seed, so what it"
        " holds is known. Half of each set may be used to choose thresholds (calibration); the"
        " other half is only reported on, and its figures are the error rates that findings"
        " quote. Shares are given with their Wilson 95 % intervals. Precision counts findings;"
        " false alarms are the share of healthy clips with at least one finding."
    )
    text = "\n\n".join([intro, *chapters]) + "\n"
    (RESULTS.parent / "RESULTS.md").write_text(text, encoding="utf-8")


def _chapter(data: dict[str, Any]) -> str:
    if data["schema"] == endings.SCHEMA:
        return endings.chapter(data)
    exact = f"{data['error_name']} ≤ {data['error_limit']:g}"
    head = ["tool", "half", "clips", "recall", "precision", "false alarms", exact]
    rows = [
        [tool, half, figures["all"]["clips"], *_cells(figures["all"])]
        for tool, halves in data["tools"].items()
        for half, figures in halves.items()
    ]
    parts = [f"## {data['detector']}", data["about"], *data["notes"], table(head, rows)]
    for groups in ("kinds", "traits"):
        figures = data["tools"][OURS]["reporting"][groups]
        head = [f"{OURS}, reporting half", "clips", "recall", "precision", "false alarms", exact]
        if figures:
            rows = [[name, f["clips"], *_cells(f)] for name, f in figures.items()]
            parts.append(table(head, rows))
    wrong = [m for m in data["mistakes"] if m["half"] == "reporting"]
    if wrong:
        listed = (f"- {m['kind']}: {_what(m)} ({m['clip']})" for m in wrong)
        parts.append("Mistakes on the reporting half:\n\n" + "\n".join(listed))
    return "\n\n".join(parts)


def _what(mistake: dict[str, Any]) -> str:
    said = ["missed"] if mistake["missed"] else []
    if mistake["false_findings"]:
        said.append(f"{mistake['false_findings']} false")
    return ", ".join(said)


def _cells(figures: dict[str, Any]) -> list[str]:
    return [_cell(figures[name]) for name in _FIGURES]


def _cell(share: dict[str, Any]) -> str:
    if share["value"] is None:
        return "-"
    low, high = share["wilson95"]
    return f"{share['value']:.3f} ({low:.3f}-{high:.3f})"


if __name__ == "__main__":
    main(sys.argv[1:])
