"""The shipped JSON Schema describes case.json, for readers that are not Python."""

import json
from pathlib import Path

import jsonschema
import pytest
from support.cases import stored_case

from ticketkit import casefolder, resources
from ticketkit.model.case import Case


@pytest.fixture
def shipped(request: pytest.FixtureRequest) -> dict[str, object]:
    """The schema file; `--adopt` writes it anew from the record."""
    path = resources.templates() / "schemas" / "case.schema.json"
    if request.config.getoption("--adopt"):
        schema = Case.model_json_schema(by_alias=True, mode="serialization")
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    document: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return document


def test_the_shipped_schema_is_the_records_own(shipped: dict[str, object]) -> None:
    """A changed record without a changed schema is noticed; `make adopt` writes it anew."""
    assert shipped == Case.model_json_schema(by_alias=True, mode="serialization")


def test_a_written_case_validates(shipped: dict[str, object], tmp_path: Path) -> None:
    """What `save` writes is what the schema describes, and nothing else passes."""
    stored = stored_case(tmp_path)
    casefolder.save(stored.case, tmp_path)
    document = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))

    jsonschema.validate(document, shipped)
    document["clip"]["frame_count"] = "many"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, shipped)


def test_the_keys_come_in_the_promised_order(tmp_path: Path) -> None:
    """The contract's keys first, in its order; what else is known follows."""
    stored = stored_case(tmp_path)
    casefolder.save(stored.case, tmp_path)
    document = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))

    assert list(document)[:12] == [
        "schema", "tool", "created_at", "request", "clip", "failure", "moment", "frames",
        "findings", "strength", "route", "artifacts",
    ]  # fmt: skip
