"""What `vendors NAME` shows: one vendor on a page, each statement with its numbered source."""

from collections.abc import Sequence

from ticketkit.cli import console
from ticketkit.cli.sources import show_rows, told
from ticketkit.model.base import Sourced
from ticketkit.model.vendor import Channel, IdForm, Vendor


def title(vendor: Vendor) -> str:
    """Name the vendor, with its status where it is not open."""
    status = {"open": "", "closed": " (closed)", "unknown": " (uncertain)"}[vendor.status]
    return vendor.title + status


def show(vendor: Vendor) -> None:
    """Print the vendor for a person."""
    screen = console.out()
    said = (*vendor.ids, *vendor.channels, *vendor.policy)
    cited = list(dict.fromkeys(told(s.source, s.checked_on, s.confidence) for s in said))

    def cite(statement: Sourced) -> str:
        source = told(statement.source, statement.checked_on, statement.confidence)
        return f"[{cited.index(source) + 1}]"

    screen.print(title(vendor), style="bold", markup=False)
    if vendor.status_note:
        screen.print(vendor.status_note, markup=False)
    show_rows(_names(vendor))
    _show_part("IDs", [(f.name, f"{_id(f)} {cite(f)}") for f in vendor.ids])
    _show_part("Channels", [(c.name, f"{_channel(c)} {cite(c)}") for c in vendor.channels])
    _show_part("What it says", [(p.topic, f"{p.text} {cite(p)}") for p in vendor.policy])
    _show_part("Sources", [(f"[{n}]", s) for n, s in enumerate(cited, start=1)], style="dim")


def _names(vendor: Vendor) -> list[tuple[str, str]]:
    rows = (
        ("Also", ", ".join(vendor.aliases)),
        ("Plans", ", ".join(plan.name for plan in vendor.plans)),
        ("Surfaces", ", ".join(f"{s.name} ({s.title})" for s in vendor.surfaces)),
        ("Asks for", "; ".join(vendor.asks_for)),
    )
    return [(left, right) for left, right in rows if right]


def _id(form: IdForm) -> str:
    example = "" if form.permissive else f" E.g. {form.example}"
    return form.where + example


def _channel(channel: Channel) -> str:
    where = ": ".join(filter(None, (channel.title, channel.address)))
    return f"{where}. {channel.purpose}"


def _show_part(heading: str, rows: Sequence[tuple[str, str]], style: str = "") -> None:
    if rows:
        console.out().print(f"\n{heading}", style="bold")
        show_rows([(f"  {left}", right) for left, right in rows], style=style)
