"""How names are compared: what people type seldom has the case and the punctuation of the page."""

import unicodedata


def key(text: str) -> str:
    """Reduce a name to what counts: letters and digits without case, marks, spaces or "and".

    "Topology & Coherence Failure" and "topology-and-coherence_failure" have the same key; a text
    without any letter or digit has an empty one.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return "".join(word for word in words if word != "and")


def storable(name: str) -> str:
    """A file name as text that every file can hold: what is not valid Unicode is spelt out."""
    return name.encode("utf-8", "backslashreplace").decode()
