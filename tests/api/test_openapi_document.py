"""The OpenAPI document is the contract: valid, complete, and changed only on purpose."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from cms.api import openapi
from cms.api.openapi import PROBLEMS, examples
from cms.api.routes import OPERATIONS
from tests.api.shapes import not_as_promised

GOLDEN = Path(__file__).parent / "openapi.json"
EXAMPLES = Path(openapi.__file__).parent / "examples.json"
ASKED_FOR_EXAMPLES = {
    "service": "/",
    "locales": "/locales",
    "topics": "/topics?locale=ar",
    "codes": "/codes?locale=en",
    "list_press_releases": "/press-releases?locale=ar&fallback=false&limit=1",
    "get_press_releases": "/press-releases/{first}?locale=ar",
    "list_organizations": "/organizations?locale=uk&limit=1",
    "get_organizations": "/organizations/{Kalyna}?locale=uk",
    "list_units": "/units?locale=uk&limit=1",
    "get_units": "/units/{unit}?locale=uk",
    "list_pages": "/pages?locale=de&limit=1",
    "get_pages": "/pages/{about}?locale=de",
    "search": "/search?q=stabsstelle&locale=de&limit=1",
    "resolve": "/resolve?path=/ar/presse/",
    "changes": "/changes?limit=2",
    "problem_not-found": "/press-releases/{draft}",
    "problem_withdrawn": "/press-releases/{withdrawn}",
    "problem_unusable-parameters": "/press-releases?limit=1000&sort=title",
}
RENEW = "RENEW_OPENAPI=1 .venv/bin/python -m pytest tests/api/test_openapi_document.py"


@pytest.fixture
def renewed_examples(ask, city):
    """The examples are answers for the city of these tests."""
    made = json.loads(EXAMPLES.read_text())
    for name, target in ASKED_FOR_EXAMPLES.items():
        made[name] = ask(target.format(**city.keys)).json
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    EXAMPLES.write_text(text.replace(settings.PUBLIC_BASE_URL, "https://vielfalt.example.org"))
    openapi.examples.cache_clear()


if os.environ.get("RENEW_OPENAPI"):
    pytestmark = pytest.mark.usefixtures("renewed_examples")


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
    assert _without_host(text) == _without_host(GOLDEN.read_text()), (
        f"If partners are to see this change, renew the file: {RENEW}"
    )


def _without_host(text: str) -> str:
    """The contract names the address of the site that serves it."""
    return re.sub(r'"http://127\.0\.0\.1:\d+', '"http://site', text)


def test_it_is_a_valid_openapi_3_1_document(document):
    assert document["openapi"] == "3.1.0"
    OPENAPI_31_VALIDATOR.validate(document)


def test_every_address_is_in_it_and_nothing_else(document):
    assert set(document["paths"]) == {
        f"/api/v1{operation.path}".rstrip("/") for operation in OPERATIONS
    }


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


def test_every_operation_shows_an_example_of_its_shape(document):
    for operation in OPERATIONS:
        if operation.answer:
            problems = not_as_promised(document, operation.answer, examples()[operation.name])
            assert not problems, (operation.name, problems)
    for kind, model, _text in PROBLEMS.values():
        example = examples()[f"problem_{kind.name}"]
        shape = {"$ref": f"#/components/schemas/{model.__name__}"}
        assert not not_as_promised(document, shape, example)
        assert (example["status"], example["title"]) == (kind.status, kind.title)
        assert example["type"].endswith(f"/api/v1/problems/{kind.name}")


def test_every_field_is_described(document):
    for name, schema in document["components"]["schemas"].items():
        assert schema.get("description") or "oneOf" in schema, name
        for field, described in schema.get("properties", {}).items():
            says = described.get("description") or "$ref" in described
            assert says, f"{name}.{field}"


def test_no_default_is_named_that_a_client_would_send(document):
    for path, item in document["paths"].items():
        for parameter in item["get"]["parameters"]:
            assert "default" not in parameter.get("schema", {}), (path, parameter)


def test_no_field_is_promised_to_be_the_last(document):
    assert '"additionalProperties": false' not in json.dumps(document)


def test_errors_are_problem_documents_and_say_which(document):
    for path, item in document["paths"].items():
        responses = item["get"]["responses"]
        assert {"422", "503"} <= responses.keys(), path
        assert ("410" in responses) == ("{key}" in path or path.endswith(("/resolve", "/changes")))
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]
