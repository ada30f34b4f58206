"""Stored objects become one answer without being parsed."""

import json

import pytest

from cms.api.results import joined


@pytest.mark.parametrize(
    "objects",
    [
        [b'{"a":1}', b'{"b":{"c":[2]}}', b'{"d":null}'],
        [b'{"a":1}', b'{"b":2}', b"{}"],
        [b"{}", b'{"b":2}', b"{}"],
        [b"{}", b"{}"],
    ],
)
def test_objects_are_joined_whatever_is_empty(objects):
    whole = {}
    for text in objects:
        whole |= json.loads(text)
    assert json.loads(joined(*objects)) == whole
