"""How many files ended how, as data and as a chapter of RESULTS.md."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bench.scoring import table

SCHEMA = "ticketkit.endings/1"
WAYS = ("read", "read, loss told", "read, with another warning", "refused")
_LEGEND = (
    "Loss told: a warning says that frames are missing. Another warning: none says that, but one"
    " says that pictures were patched up, that times are odd, or what else is worth knowing, such"
    " as HDR or a second video stream."
)


@dataclass
class Endings:
    """Counts of one run."""

    title: str
    about: str
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    problems: list[dict[str, str]] = field(default_factory=list)

    def add(self, kind: str, name: str, way: str, problems: Iterable[str]) -> None:
        """Count one file; print what is wrong with how it ended."""
        self.kinds[kind][way] += 1
        for problem in problems:
            self.problems.append({"kind": kind, "file": name, "problem": problem})
            print(f"{kind}: {name!r}: {problem}", flush=True)

    @property
    def files(self) -> int:
        """How many files were counted."""
        return sum(sum(counter.values()) for counter in self.kinds.values())

    def data(self) -> dict[str, Any]:
        """What goes into the result file."""
        return {
            "schema": SCHEMA,
            "title": self.title,
            "about": self.about,
            "measured_at": datetime.now(UTC).date().isoformat(),
            "kinds": {kind: dict(counter) for kind, counter in self.kinds.items()},
            "problems": self.problems,
        }


def chapter(data: dict[str, Any]) -> str:
    """The chapter that a result file of this schema makes."""
    rows = [
        [kind, sum(ways.values()), *(ways.get(way, 0) for way in WAYS)]
        for kind, ways in data["kinds"].items()
    ]
    total = ["all", *(sum(int(row[i]) for row in rows) for i in range(1, len(WAYS) + 2))]
    found = data["problems"]
    verdict = (
        f"{len(found)} of them broke the contract:\n\n"
        + "\n".join(f"- {p['kind']}, `{p['file']}`: {p['problem']}" for p in found)
        if found
        else f"None of the {total[1]} broke the contract."
    )
    head = ["kind of file", "files", *WAYS]
    listed = table(head, [*rows, total])
    return "\n\n".join([f"## {data['title']}", data["about"], _LEGEND, listed, verdict])
