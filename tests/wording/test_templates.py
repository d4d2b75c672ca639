"""Templates are strict, and a user's words are never read as a template."""

import subprocess
import sys
from pathlib import Path

import pytest

from ticketkit import resources
from ticketkit.errors import CatalogError
from ticketkit.wording import Section, fill, fixed_text, own_words, render, sections


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(resources, "templates", lambda: tmp_path)
    return tmp_path


def test_a_prompt_that_looks_like_a_template_stays_as_it_is(root: Path) -> None:
    (root / "t.txt").write_text("Prompt: {{ prompt }}", encoding="utf-8")
    given = "{{ 7*7 }} {% for x in y %} {# note #}"
    assert render("t.txt", prompt=given) == f"Prompt: {given}\n"
    assert fill("Prompt: {{ prompt }}", prompt=given) == f"Prompt: {given}"


def test_numbers_are_printed_in_the_one_way() -> None:
    sentence = "{{ value | measure('ms') }} from {{ start_s | seconds }}, frame {{ frame }}"
    assert fill(sentence, value=1000.0, start_s=3, frame=72) == "1,000 ms from 3.000 s, frame 72"


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("{{ missing }}", {}),
        ("{{ value }}", {"value": None}),
        ("{{ value }}", {"value": True}),
        ("{{ value }}", {"value": float("nan")}),
        ("{{ value | seconds }}", {"value": None}),
        ("{{ value }", {"value": 1}),
        ("{% include 'nowhere.txt' %}", {}),
        ("{{ value.__class__ }}", {"value": "x"}),
        ("{{ value.unlink() }}", {"value": Path("kept.txt")}),
    ],
)
def test_a_gap_is_an_error_that_names_the_template(
    root: Path, source: str, values: dict[str, object]
) -> None:
    (root / "broken.txt").write_text(source, encoding="utf-8")
    with pytest.raises(CatalogError, match=r"broken\.txt"):
        render("broken.txt", **values)
    with pytest.raises(CatalogError) as caught:
        fill(source, **values)
    assert source in str(caught.value)


@pytest.mark.usefixtures("root")
def test_a_missing_template_is_named() -> None:
    with pytest.raises(CatalogError, match=r"channels/pigeon\.txt"):
        render("channels/pigeon.txt")


def test_control_characters_of_a_value_cannot_forge_a_section(root: Path) -> None:
    (root / "t.txt").write_text('{{ section("a", drop=2) }}\n{{ text }}\n', encoding="utf-8")
    assert sections("t.txt", text="x\x1ey:1\nz\x07") == (Section("a", "xy:1\nz", 2),)


def test_blank_lines_of_a_value_stay(root: Path) -> None:
    (root / "t.txt").write_text('{{ section("a") }}\n{{ text }}\n', encoding="utf-8")
    assert sections("t.txt", text="one\n\n\n\ntwo")[0].text == "one\n\n\n\ntwo"


def test_a_vendor_may_replace_one_section_of_a_channel(root: Path) -> None:
    (root / "common.txt").write_text(
        '{{ section("a") }}\nA\n{% block b %}{{ section("b") }}\nB\n{% endblock %}',
        encoding="utf-8",
    )
    (root / "own.txt").write_text(
        '{% extends "common.txt" %}{% block b %}{{ section("b", drop=1) }}\nOurs\n{% endblock %}',
        encoding="utf-8",
    )
    assert sections("own.txt") == (Section("a", "A"), Section("b", "Ours", 1))


def test_a_template_of_ones_own_replaces_and_may_extend_the_shipped_one(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Templates that extend the shipped path get the person's own; the shipped one has a name."""
    base = "{% block a %}A{% endblock %} {% block b %}B{% endblock %}"
    (root / "t.txt").write_text(base, encoding="utf-8")
    (root / "heir.txt").write_text(
        '{% extends "t.txt" %}{% block b %}C{% endblock %}', encoding="utf-8"
    )
    own = tmp_path_factory.mktemp("own")
    (own / "t.txt").write_text(
        '{% extends "shipped/t.txt" %}{% block a %}mine{% endblock %}', encoding="utf-8"
    )
    assert (render("t.txt"), render("heir.txt")) == ("A B\n", "A C\n")
    with resources.overlaid(own):
        assert (render("t.txt"), render("heir.txt")) == ("mine B\n", "mine C\n")
        assert "mine" in fixed_text("heir.txt")
        assert "mine" not in own_words("heir.txt")


def test_a_template_that_extends_itself_is_told(root: Path) -> None:
    (root / "t.txt").write_text('{% extends "t.txt" %}', encoding="utf-8")
    with pytest.raises(CatalogError, match="extends or includes itself"):
        render("t.txt")


def test_fixed_text_is_what_a_template_prints_by_itself(root: Path) -> None:
    """Data and texts inside expressions, of the parents too; values and comments leave no word."""
    (root / "common.txt").write_text("{# 9 #}Below {{ x | number(2) }} of 7.", encoding="utf-8")
    (root / "own.txt").write_text(
        '{% extends "common.txt" %}{% block a %}{{ "frame %d, 5" if x == "z" }}{% endblock %}',
        encoding="utf-8",
    )
    text = fixed_text("own.txt")
    assert [w for w in ("Below", "of 7.", "frame", ", 5") if w not in text] == []
    assert not {"9", "2", "%d"} & set(text.split())


def test_importing_the_wording_does_not_import_the_template_engine() -> None:
    """Commands that print no template start without it."""
    code = "import sys, ticketkit.wording; sys.exit('jinja2' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0
