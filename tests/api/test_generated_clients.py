"""Clients that programs make of the contract read every object and every list of the demo city.

https://github.com/openapi-generators/openapi-python-client https://openapi-ts.dev
https://github.com/koxudaxi/datamodel-code-generator
"""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from cms.api import openapi
from cms.api.routes import OPERATIONS
from locales.languages import public_languages
from tests.required import from_npm

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TAGS = [language.tag for language in public_languages()]
LISTS = [each for each in OPERATIONS if each.collection and not each.has_key]


@dataclass(frozen=True)
class Answer:
    """What the demo city answers: to which operation, with which schema, in which bytes."""

    operation: str
    target: str
    schema: str
    body: bytes

    @property
    def name(self) -> str:
        """Of the schema, without the path to it."""
        return self.schema.rpartition("/")[2]


@pytest.fixture(scope="session")
def contract(tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("contract") / "openapi.json"
    file.write_text(openapi.text(OPERATIONS))
    return file


@pytest.fixture
def answers(demo, api) -> Iterator[list[Answer]]:
    """Every list in every language, whole and as cards, and every object in its own languages."""
    with demo.set_out():
        yield list(_answers(api))


def _answers(api: Callable[..., Any]) -> Iterator[Answer]:
    for tag in TAGS:
        for operation in LISTS:
            yield from _lists_in(api, operation, tag)
            yield from _objects_in(api, operation, tag)
        for name in ("topics", "codes"):
            (operation,) = (each for each in OPERATIONS if each.name == name)
            target = f"{operation.path}?locale={tag}"
            yield Answer(name, target, operation.answer["$ref"], api(target).body)
        for target, body in _pages(api, f"/search?q=a&locale={tag}&limit=50"):
            yield Answer("search", target, "SearchHits", body)
    for target, schema in (("/", "Service"), ("/locales", "PublicLanguageList")):
        yield Answer("", target, schema, api(target).body)


def _lists_in(api: Callable[..., Any], operation: Any, tag: str) -> Iterator[Answer]:
    for expand in ("", "&expand=detail"):
        for target, body in _pages(api, f"{operation.path}?locale={tag}&limit=50{expand}"):
            yield Answer(operation.name, target, operation.answer["$ref"], body)


def _objects_in(api: Callable[..., Any], operation: Any, tag: str) -> Iterator[Answer]:
    (one,) = (each for each in OPERATIONS if each.path == f"{operation.path}/{{key}}")
    there = f"{operation.path}?locale={tag}&limit=50&fallback=false&fields=id"
    for _target, body in _pages(api, there):
        for item in json.loads(body)["items"]:
            target = f"{operation.path}/{item['id']}?locale={tag}"
            yield Answer(one.name, target, one.answer["$ref"], api(target).body)


def _pages(api: Callable[..., Any], target: str) -> Iterator[tuple[str, bytes]]:
    while target:
        answer = api(target)
        assert answer.status == 200, target
        yield target, answer.body
        following = json.loads(answer.body)["next"] or ""
        target = following.removeprefix(f"{settings.PUBLIC_BASE_URL}/api/v1")


def run(*command: str | Path, cwd: Path) -> str:
    """What a program says; it must end well and warn of nothing."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env={**os.environ, "PATH": path, "CI": "true"},
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-3000:]
    return said


# Python, over HTTP


def test_a_python_client_asks_for_every_list_and_object(contract, answers, tmp_path, monkeypatch):
    said = run(
        sys.executable, "-m", "openapi_python_client", "generate", "--path", contract,
        "--meta", "none", "--output-path", tmp_path / "city_client", cwd=tmp_path,
    )  # fmt: skip
    assert "arning" not in said
    monkeypatch.syspath_prepend(str(tmp_path))
    client = importlib.import_module("city_client").Client(
        base_url=settings.PUBLIC_BASE_URL,
        httpx_args={"transport": httpx.WSGITransport(app=get_wsgi_application())},
        raise_on_unexpected_status=True,
    )
    asked = 0
    for answer in answers:
        if answer.operation.startswith(("list_", "get_")):
            read = _ask(client, answer)
            assert read.to_dict() == json.loads(answer.body.replace(b'Z"', b'+00:00"')), (
                answer.target
            )
            asked += 1
    assert asked > len(TAGS) * len(LISTS)


def _ask(client: Any, answer: Answer) -> Any:
    """The answer as the generated client reads it: exactly one class, nothing lost."""
    collection = answer.operation.partition("_")[2]
    module = importlib.import_module(f"city_client.api.{collection}.{answer.operation}")
    address = urlsplit(answer.target)
    asked: dict[str, Any] = dict(part.split("=", 1) for part in address.query.split("&"))
    if "limit" in asked:
        asked["limit"] = int(asked["limit"])
    if answer.operation.startswith("get_"):
        return module.sync(UUID(address.path.rpartition("/")[2]), client=client, **asked)
    return module.sync(client=client, **asked)


# Pydantic, strict


def test_pydantic_models_hold_every_answer(contract, answers, tmp_path, monkeypatch):
    said = run(
        sys.executable, "-m", "datamodel_code_generator", "--input", contract,
        "--input-file-type", "openapi", "--output", tmp_path / "city_models.py",
        "--output-model-type", "pydantic_v2.BaseModel", "--extra-fields", "forbid",
        "--target-python-version", "3.11", "--formatters", "builtin", cwd=tmp_path,
    )  # fmt: skip
    assert "arning" not in said
    monkeypatch.syspath_prepend(str(tmp_path))
    models = importlib.import_module("city_models")
    for answer in answers:
        getattr(models, answer.name).model_validate_json(answer.body)


# TypeScript, strict

TSCONFIG = {
    "compilerOptions": {
        "strict": True, "noEmit": True, "target": "es2022", "module": "esnext",
        "moduleResolution": "bundler", "skipLibCheck": False, "types": [],
    },
    "files": ["city.ts"],
}  # fmt: skip
USE = """
type Json<P extends { get: { responses: { 200: { content: { "application/json": unknown } } } } }> =
  P["get"]["responses"][200]["content"]["application/json"];
declare const list: Json<paths["/api/v1/press-releases"]>;
const title: string = list.items[0].title;
declare const one: Json<paths["/api/v1/organizations/{key}"]>;
const entry: string = one.register;
declare const page: Json<paths["/api/v1/pages/{key}"]>;
const numbers: string[] = page.type === "page" ? page.emergency_numbers : [];
for (const block of page.body) {
  if (block.type === "image") { const width: number = block.image.jpeg.width; void width; }
}
void [title, entry, numbers];
"""


def test_typescript_reads_every_answer_without_a_cast(contract, answers, tmp_path):
    run(
        "node", from_npm("openapi-typescript/bin/cli.js"), contract, "-o", tmp_path / "api.d.ts",
        cwd=tmp_path,
    )  # fmt: skip
    (tmp_path / "tsconfig.json").write_text(json.dumps(TSCONFIG))
    lines = ['import type { components, paths } from "./api";', USE]
    seen: set[bytes] = set()
    for number, answer in enumerate(answers):
        if answer.body not in seen:
            seen.add(answer.body)
            kind = f'components["schemas"]["{answer.name}"]'
            lines.append(f"export const a{number}: {kind} = {answer.body.decode()};")
    (tmp_path / "city.ts").write_text("\n".join(lines))
    run("node", from_npm("typescript/bin/tsc"), "-p", ".", cwd=tmp_path)


# Linters


def test_redocly_finds_no_error(contract, tmp_path):
    run("node", from_npm("@redocly/cli/bin/cli.js"), "lint", contract, cwd=tmp_path)


def test_spectral_finds_no_error(contract, tmp_path):
    (tmp_path / ".spectral.yaml").write_text("extends: ['spectral:oas']\n")
    program = from_npm("@stoplight/spectral-cli/dist/index.js")
    run("node", program, "lint", "--fail-severity", "warn", contract, cwd=tmp_path)
