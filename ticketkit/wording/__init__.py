"""Wording: strict templates, one way to print a number, fitting text to a limit, checked claims."""

from ticketkit.wording.fitting import Section, fit
from ticketkit.wording.lazy import (
    fill,
    fixed_text,
    fixed_words,
    own_words,
    render,
    sections,
)
from ticketkit.wording.numbers import clock, day, measure, number, seconds, size

__all__ = [
    "Section",
    "clock",
    "day",
    "fill",
    "fit",
    "fixed_text",
    "fixed_words",
    "measure",
    "number",
    "own_words",
    "render",
    "seconds",
    "sections",
    "size",
]
