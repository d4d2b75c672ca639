"""`ticketkit demo`: the main job on a sample clip."""

from pathlib import Path

from ticketkit import resources
from ticketkit.cli import build, console
from ticketkit.cli.options import Output
from ticketkit.model.request import BuildRequest


def demo(output: Output = Path("demo")) -> int:
    """Run the main job on a drawn sample clip, then say what to open.

    Example: `ticketkit demo`
    """
    request = BuildRequest(
        clip=resources.sample_clips() / "skateboarder-freeze.mp4",
        id="3f0c9a52-7d41-4b8e-9a66-1c2d5e8f7b04",
        mode="motion",
        vendor="luma",
        plan="Plus",
        model="Ray 2",
        prompt="A skateboarder rolling forward down a street",
        observed="The skater stands still for a second and goes on in a slightly different place.",
        expected="One continuous forward roll.",
    )
    stored = build.run(request, output, overwrite=True, json=False)
    console.out().print("\nOpen these:")
    for name in ("report.pdf", "ticket.txt", "SEND.md", "discord/message.txt"):
        path = console.safe(str(stored.folder / name))
        console.out().print(f"  {path}", markup=False, soft_wrap=True)
    return build.exit_code(stored)
