"""The way to the templates that imports the template engine only when a text is made."""

from ticketkit.wording.fitting import Section


def render(template_path: str, **values: object) -> str:
    """Make the text of a template; `template_path` is relative to the templates folder.

    Values are inserted as text and never read as template source. Undefined names, None, NaN and
    missing files raise CatalogError with the template's name.
    """
    # Jinja takes longer to import than most commands take to run, and few of them print a template.
    from ticketkit.wording import templates  # noqa: PLC0415

    return templates.render(template_path, values)


def sections(template_path: str, **values: object) -> tuple[Section, ...]:
    """Make the sections of a template, each begun by `{{ section("name", drop=2) }}`.

    Raises CatalogError as `render` does.
    """
    from ticketkit.wording import templates  # noqa: PLC0415 - see render

    return templates.sections(template_path, values)


def fill(sentence: str, **values: object) -> str:
    """Make the text of a one-line template, such as a sentence of the catalogue.

    Raises CatalogError with the sentence when a value is missing or cannot be printed.
    """
    from ticketkit.wording import templates  # noqa: PLC0415 - see render

    return templates.fill(sentence, values)


def fixed_text(template_path: str) -> str:
    """Give what a template and those that it extends or includes print by themselves.

    A character that no text holds, U+FFFC, stands for each value. Raises CatalogError for a file
    that is missing or no template.
    """
    from ticketkit.wording import fixed  # noqa: PLC0415 - see render

    return fixed.fixed_text(template_path)


def own_words(template_path: str) -> str:
    """Give what a template prints by itself, as `fixed_text` does, without those it extends."""
    from ticketkit.wording import fixed  # noqa: PLC0415 - see render

    return fixed.own_words(template_path)


def fixed_words(sentence: str) -> str:
    """Give what a one-line template prints by itself, as `fixed_text` does."""
    from ticketkit.wording import fixed  # noqa: PLC0415 - see render

    return fixed.fixed_words(sentence)
