"""What templates print by themselves, whatever values they are given."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, meta, nodes

from ticketkit import resources
from ticketkit.wording.templates import environment, explained

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a value where only the words of a template are read."""
_FORMAT = re.compile(r"%-?\d*[ds]")


def fixed_text(template_path: str) -> str:
    """See `ticketkit.wording.fixed_text`."""
    with explained(template_path):
        return _fixed_text(template_path, resources.layers())


def own_words(template_path: str) -> str:
    """See `ticketkit.wording.own_words`."""
    with explained(template_path):
        return _words_of(_parsed(environment(resources.layers()), template_path))


def fixed_words(sentence: str) -> str:
    """See `ticketkit.wording.fixed_words`."""
    with explained(f'"{sentence}"'):
        return _words_of(environment(resources.layers()).parse(sentence))


@cache
def _fixed_text(template_path: str, folders: tuple[Path, ...]) -> str:
    texts: dict[str, str] = {}
    _collect(environment(folders), template_path, texts)
    return "\n".join(texts.values())


def _collect(engine: Environment, name: str, texts: dict[str, str]) -> None:
    """Put the fixed words of the template and of those that it extends or includes into `texts`."""
    tree = _parsed(engine, name)
    texts[name] = _words_of(tree)
    for other in meta.find_referenced_templates(tree):
        if other is not None and other not in texts:
            _collect(engine, other, texts)


def _parsed(engine: Environment, name: str) -> nodes.Template:
    assert engine.loader is not None
    source, _, _ = engine.loader.get_source(engine, name)
    return engine.parse(source, name)


def _words_of(tree: nodes.Template) -> str:
    """Join what the template prints by itself; each value that it fills in becomes `GAP`."""
    return "".join(_pieces(tree.body))


def _pieces(several: Sequence[nodes.Node]) -> Iterator[str]:
    for node in several:
        if isinstance(node, nodes.TemplateData):
            yield node.data
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            yield f" {_FORMAT.sub(GAP, node.value)} "
        elif isinstance(node, nodes.Expr):
            yield GAP
            yield from _pieces(list(node.iter_child_nodes()))
        else:
            yield from _pieces(list(node.iter_child_nodes()))
