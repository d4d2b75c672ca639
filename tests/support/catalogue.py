"""A small made-up catalogue, written as files, for tests of what reads one."""

from pathlib import Path

VENDOR = """
title = "Acme Video"
aliases = ["acme"]
domains = ["acme.example", "discord.gg/acme"]
plan_question = "Which plan?"

[sources.site]
source = "https://acme.example/help"
checked_on = 2026-11-01
confidence = "primary"

[[ids]]
name = "job ID"
pattern = "job_[0-9]{6}"
example = "job_123456"
where = "On the page of the clip."
url_patterns = ['acme\\.example/jobs/(?P<id>job_[0-9]+)']
from = "site"

[[plans]]
name = "Basic"
from = "site"

[[plans]]
name = "Gold"
aliases = ["golden"]
from = "site"

[[surfaces]]
name = "web"
title = "the Acme site"
from = "site"

[[channels]]
name = "desk"
title = "Acme's desk"
kind = "email"
address = "help@acme.example"
purpose = "It answers."
steps = ["Write."]
from = "site"

[[channels]]
name = "chat"
title = "Acme's Discord"
kind = "discord"
address = "https://discord.gg/acme"
purpose = "It listens."
steps = ["Post."]
from = "site"

[[routes]]
plans = ["Gold"]
channel = "desk"
why = "Gold has a desk."

[[routes]]
channel = "chat"
why = "Everybody may post."
fallbacks = ["desk"]

[[fingerprints]]
kind = "file_name"
pattern = 'acme_(?P<id>[0-9]{6})\\.mp4'
says = "shop"
surface = "web"
example = "acme_123456.mp4"
note = "None."
from = "site"
"""

MODE = """
title = "Gravity failure"
aliases = ["floating"]
definition = "Things float."
signs = ["A thing floats."]
severity = "MAJOR"
documentation = "HIGH"
judged_by = "eye"
evidence = ["still_pair"]
default_term = "Gravitational Constraint Violation"
source = "a page"
checked_on = 2026-11-01

[[terms.acme]]
term = "Levitation & Drift Defect"
page = "acme-gravity"
"""

DETECTOR = """
title = "Floating things"
shown = "It floats."
not_shown = "It does not."
not_measured = "Unknown."
method = ["Measured."]
blind_spots = []
source = "own"

[reasons]
shown = "It floats."

[alternatives]
wind = "Wind."
"""


def write_catalogue(folder: Path, **changes: tuple[str, str]) -> Path:
    """Write the catalogue; `vendor=(old, new)`, `mode=...`, `detector=...` change its files."""
    files = {"vendor": VENDOR, "mode": MODE, "detector": DETECTOR}
    for kind, (old, new) in changes.items():
        assert old in files[kind], f"{old!r} is not in the {kind} file"
        files[kind] = files[kind].replace(old, new)
    write(folder, "vendors/acme/vendor.toml", files["vendor"])
    write(folder, "failure_modes/gravity.toml", files["mode"])
    write(folder, "findings/floating_things.toml", files["detector"])
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """Write one file and the folders above it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
