"""What reportlab's open edition cannot write: tags, page labels, XMP metadata and attachments."""

import io
import zlib
from collections.abc import Iterable, Sequence
from itertools import groupby

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Pdf, String

from ticketkit.outputs.report._enclosed import Enclosure
from ticketkit.outputs.report._tags import Piece

_LANGUAGE = "en"


def finish(pages: bytes, pieces: Sequence[Piece], enclosures: Iterable[Enclosure]) -> bytes:
    """Add to the PDF `pages` what describes it and what goes along; same input, same bytes."""
    with Pdf.open(io.BytesIO(pages)) as pdf:
        _tag(pdf, pieces)
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
        _describe(pdf)
        for enclosure in enclosures:
            _enclose(pdf, enclosure)
        buffer = io.BytesIO()
        pdf.save(
            buffer,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return buffer.getvalue()


def _tag(pdf: Pdf, pieces: Sequence[Piece]) -> None:
    """Build the tree of pieces, in the order in which they were drawn."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    whole = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    parents: list[object] = []
    kids: list[pikepdf.Object] = []
    for page_number, on_page in groupby(pieces, key=lambda piece: piece.page):
        page = pdf.pages[page_number]
        page.obj.StructParents = page_number
        page.obj.Tabs = Name.S
        elements = [_element(pdf, whole, page.obj, piece) for piece in on_page]
        parents += [page_number, pdf.make_indirect(Array(elements))]
        kids += elements
    whole.K = Array(kids)
    root.K = whole
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(parents)))
    root.ParentTreeNextKey = len(pdf.pages)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _element(pdf: Pdf, whole: pikepdf.Object, page: pikepdf.Object, piece: Piece) -> pikepdf.Object:
    element = Dictionary(
        Type=Name.StructElem, S=Name(f"/{piece.role}"), P=whole, Pg=page, K=piece.number
    )
    if piece.words:
        element.Alt = String(piece.words)
    return pdf.make_indirect(element)


def _describe(pdf: Pdf) -> None:
    """Say title, subject and language in XMP too; dates stay those of the case."""
    about = pdf.docinfo
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = str(about.get("/Title", ""))
        xmp["dc:description"] = str(about.get("/Subject", ""))
        xmp["dc:creator"] = [str(about.get("/Author", ""))]
        xmp["dc:language"] = {_LANGUAGE}


def _enclose(pdf: Pdf, enclosure: Enclosure) -> None:
    spec = AttachedFileSpec(
        pdf,
        enclosure.data,
        filename=enclosure.name,
        mime_type=enclosure.mime_type,
        description=enclosure.description,
        creation_date="",
        mod_date="",
    )
    if enclosure.mime_type == "image/png":
        # Packing a PNG once more takes long and gains little: marked as packed, it stays as it is.
        stored = zlib.compress(enclosure.data, level=0)
        spec.obj.EF.F.write(stored, filter=Name.FlateDecode)
    pdf.attachments[enclosure.name] = spec
