"""What stands in the blocks of a text and is no text: pictures, files, addresses, yes or no.

A translation holds its blocks whole. When one of these changes in the German original, no sentence
does, and yet readers of the translation go on seeing the old picture: this is how it is noticed.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import get_translatable_fields

from locales.cleaning import cleaned_line


def neutral_of(original: Any, *, as_stored: bool = False) -> str:
    """A digest of 32 hex digits over the original's values and link targets, in any order.

    Of the clean values: ``as_stored`` was used before texts were cleaned at the door.
    """
    values = _values_in(original, as_stored=as_stored)
    told = json.dumps([sorted(values), sorted(_targets_in(original))])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def is_behind(translation: Any, original: Any) -> bool:
    """Whether a translation shows other values than its original, or links elsewhere.

    It may leave a link out: that is the translator's choice.
    """
    return sorted(_values_in(translation)) != sorted(_values_in(original)) or not set(
        _targets_in(translation)
    ) <= set(_targets_in(original))


def _values_in(instance: Any, *, as_stored: bool = False) -> list[str]:
    return [
        json.dumps(value, sort_keys=True, default=str)
        for field, content in _texts_of(instance)
        if isinstance(field, StreamField)
        for value in _in_block(content.stream_block, content, as_stored)
    ]


def _targets_in(instance: Any) -> list[str]:
    """Where the links within paragraphs lead, as they are stored."""
    html = "".join(
        part
        for field, content in _texts_of(instance)
        for part in (
            [content]
            if isinstance(field, RichTextField)
            else _rich_texts(content.stream_block, content)
        )
    )
    links = BeautifulSoup(html, "html.parser").find_all("a")
    return [json.dumps(link.attrs, sort_keys=True) for link in links]


def _texts_of(instance: Any) -> Iterator[tuple[Any, Any]]:
    for translatable in get_translatable_fields(type(instance)):
        field = translatable.get_field(type(instance))
        if isinstance(field, StreamField | RichTextField):
            yield field, getattr(instance, field.name)


def _in_block(block: blocks.Block, value: Any, as_stored: bool) -> Iterator[Any]:
    if isinstance(block, blocks.StructBlock):
        own = {
            name: _clean(child.get_prep_value(value.get(name)), as_stored) or None
            for name, child in block.child_blocks.items()
            if _is_plain_value(child)
        }
        if any(own.values()):
            yield [block.name, own]
    for child, part in _parts(block, value):
        yield from _in_block(child, part, as_stored)


def _clean(value: Any, as_stored: bool) -> Any:
    return cleaned_line(value) if isinstance(value, str) and not as_stored else value


def _rich_texts(block: blocks.Block, value: Any) -> Iterator[str]:
    if isinstance(block, blocks.RichTextBlock):
        yield value.source
    for child, part in _parts(block, value):
        yield from _rich_texts(child, part)


def _parts(block: blocks.Block, value: Any) -> list[tuple[blocks.Block, Any]]:
    if isinstance(block, blocks.StructBlock):
        return [(child, value.get(name)) for name, child in block.child_blocks.items()]
    if isinstance(block, blocks.StreamBlock):
        return [(child.block, child.value) for child in value]
    if isinstance(block, blocks.ListBlock):
        return [(child.block, child.value) for child in value.bound_blocks]
    return []


def _is_plain_value(block: blocks.Block) -> bool:
    """Whether a block holds neither text that is translated nor other blocks."""
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock | blocks.StructBlock):
        return False
    if hasattr(block, "get_translatable_segments"):
        return True  # the neutral blocks of home.blocks: names, addresses, pictures
    return not isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)
