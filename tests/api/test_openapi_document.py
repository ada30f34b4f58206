"""The OpenAPI document is the contract: valid, complete, and changed only on purpose."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from cms.api.openapi import PROBLEMS, examples
from cms.api.routes import OPERATIONS

GOLDEN = Path(__file__).parent / "openapi.json"
RENEW = "RENEW_OPENAPI=1 .venv/bin/python -m pytest tests/api/test_openapi_document.py"


@pytest.fixture
def document(ask) -> dict[str, Any]:
    answer = ask("/openapi.json")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/json"
    return answer.json


def test_the_contract_changes_only_on_purpose(document):
    text = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("RENEW_OPENAPI"):
        GOLDEN.write_text(text)
    assert text == GOLDEN.read_text(), (
        f"If partners are to see this change, renew the file: {RENEW}"
    )


def test_it_is_a_valid_openapi_3_1_document(document):
    assert document["openapi"] == "3.1.0"
    OPENAPI_31_VALIDATOR.validate(document)


def test_every_address_is_in_it_and_nothing_else(document):
    assert set(document["paths"]) == {f"/api/v1{operation.path}" for operation in OPERATIONS}


def test_every_reference_leads_somewhere(document):
    for reference in set(re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document))):
        part = document
        for step in reference.split("/"):
            part = part[step]


def test_every_schema_is_used(document):
    text = json.dumps(document)
    for name in document["components"]["schemas"]:
        assert f'"#/components/schemas/{name}"' in text, name


def test_operations_have_names_of_their_own(document):
    names = [item["get"]["operationId"] for item in document["paths"].values()]
    assert len(set(names)) == len(names)


def test_every_operation_shows_an_example_as_it_really_answers(document):
    for operation in OPERATIONS:
        if operation.answer is not None:
            content = document["paths"][f"/api/v1{operation.path}"]["get"]["responses"]["200"][
                "content"
            ]
            assert content["application/json"]["example"]
            TypeAdapter(operation.answer).validate_json(json.dumps(examples()[operation.name]))
    for kind, model, _text in PROBLEMS.values():
        example = model.model_validate(examples()[f"problem_{kind.name}"])
        assert (example.status, example.title) == (kind.status, kind.title)
        assert example.type.endswith(f"/api/v1/problems/{kind.name}")


def test_no_field_is_promised_to_be_the_last(document):
    assert '"additionalProperties": false' not in json.dumps(document)


def test_errors_are_problem_documents_and_say_which(document):
    for path, item in document["paths"].items():
        responses = item["get"]["responses"]
        assert {"422", "503"} <= responses.keys(), path
        assert ("410" in responses) == ("{key}" in path or path.endswith(("/resolve", "/changes")))
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]
