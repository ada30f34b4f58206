"""The contract as a page to read: the OpenAPI document laid out on the server, no script."""

import json
import re
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

HEADERS = {
    # Narrower than the site's own policy: this page has a style sheet and nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'",
    "Content-Language": "en",
}
SAMPLE_QUERIES = {
    "list_press_releases": "?locale=ar&limit=3",
    "get_press_releases": "?locale=ar",
    "list_organizations": "?locale=de&near=49.97,8.06&radius_km=2",
    "list_units": "?locale=uk",
    "list_pages": "?locale=de&fields=title,url",
    "search": "?q=teilhabe&locale=de",
    "resolve": "?path=/ar/presse/",
    "changes": "?type=press_release&limit=100",
}
_LIMITS = {
    "minimum": "at least",
    "exclusiveMinimum": "more than",
    "maximum": "at most",
    "minLength": "characters, at least",
    "maxLength": "characters, at most",
}


def page(document: dict[str, Any]) -> str:
    """The page as HTML; nothing in it comes from another host."""
    operations = [
        _operation(path, item["get"], document) for path, item in document["paths"].items()
    ]
    return render_to_string(
        "api/docs.html",
        {
            "info": document["info"],
            "introduction": _prose(document["info"]["description"]),
            "stylesheet": static("api/docs.css"),
            "root": "/api/v1/",
            "groups": [
                (tag["name"], [each for each in operations if each["tag"] == tag["name"]])
                for tag in document["tags"]
            ],
            "schemas": [
                _schema(name, schema)
                for name, schema in sorted(document["components"]["schemas"].items())
            ],
        },
    )


def _operation(path: str, described: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    name = described["operationId"]
    content = described["responses"]["200"].get("content", {})
    media_type, answer = next(iter(content.items()))
    example = answer.get("example")
    sample = path
    if "{key}" in path and example:
        sample = path.replace("{key}", example["id"])
    return {
        "name": name,
        "tag": described["tags"][0],
        "path": path,
        "summary": described["summary"],
        "description": described.get("description", ""),
        "parameters": [_parameter(each, document) for each in described["parameters"]],
        "responses": [
            _response(status, each, document) for status, each in described["responses"].items()
        ],
        "media_type": media_type,
        "answer": _type(answer["schema"]),
        "curl": f"curl '{settings.PUBLIC_BASE_URL}{sample}{SAMPLE_QUERIES.get(name, '')}'",
        "example": json.dumps(example, ensure_ascii=False, indent=2) if example else "",
    }


def _resolved(part: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """What a reference into ``components`` stands for, or the part itself."""
    if reference := part.get("$ref"):
        _hash, _components, kind, name = reference.split("/")
        return document["components"][kind][name]
    return part


def _parameter(part: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    parameter = _resolved(part, document)
    schema = parameter["schema"]
    return {
        "name": parameter["name"],
        "where": parameter["in"],
        "required": parameter.get("required", False),
        "description": _prose_line(parameter.get("description", "")),
        "type": _type(schema),
        "limits": ", ".join(
            f"{words} {schema[key]}" for key, words in _LIMITS.items() if key in schema
        ),
        "default": json.dumps(schema["default"]) if "default" in schema else "",
    }


def _response(status: str, part: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    response = _resolved(part, document)
    return {
        "status": status,
        "description": _prose_line(response["description"]),
        "headers": ", ".join(response.get("headers", {})),
    }


def _schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    required = schema.get("required", [])
    return {
        "name": name,
        "description": _prose_line(schema.get("description", "")),
        "fields": [
            {
                "name": field,
                "type": _type(described),
                "optional": field not in required,
                "description": _prose_line(described.get("description", "")),
            }
            for field, described in schema.get("properties", {}).items()
        ],
    }


def _type(schema: dict[str, Any]) -> SafeString:
    """A type in words, with a link to each schema it names."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        return format_html('<a href="#schema-{}">{}</a>', name, name)
    if choices := schema.get("anyOf") or schema.get("oneOf"):
        return format_html_join(" or ", "{}", ((_type(choice),) for choice in choices))
    if "const" in schema:
        return format_html("<code>{}</code>", schema["const"])
    if "enum" in schema:
        return format_html_join(", ", "<code>{}</code>", ((value,) for value in schema["enum"]))
    if schema.get("type") == "array":
        return format_html("list of {}", _type(schema["items"]))
    if isinstance(values := schema.get("additionalProperties"), dict):
        return format_html("names to {}", _type(values))
    words = schema.get("type", "anything")
    return (
        format_html("{} ({})", words, schema["format"])
        if "format" in schema
        else format_html("{}", words)
    )


def _prose(text: str) -> SafeString:
    """Paragraphs with **strong** words and `code`, as the descriptions are written."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))
    return format_html_join(
        "\n", "<p>{}</p>", ((_prose_line(paragraph),) for paragraph in paragraphs)
    )


def _prose_line(text: str) -> SafeString:
    html = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))
    return mark_safe(re.sub(r"`(.+?)`", r"<code>\1</code>", html))  # escaped above
