"""The style sheets need nothing newer than what their head promises."""

import re
from pathlib import Path

import pytest

import cms.reader

SHEETS = sorted((Path(cms.reader.__file__).parent / "static" / "reader").glob("*.css"))
TOO_NEW = {
    "gap of flex boxes": r"(?<![\w-])(?:gap|row-gap)\s*:",
    "logical shorthands": r"(?<![\w-])(?:margin|padding|border|inset)-(?:inline|block)\s*:",
    "logical positions": r"(?<![\w-])inset(?:-[\w-]+)?\s*:",
    "logical corners": r"border-(?:start|end)-(?:start|end)-radius",
    "clamp, min, max": r"(?<!min)(?<![\w-])(?:clamp|min|max)\(",
    "newer selectors": r":is\(|:where\(|:has\(|:focus-visible|:not\([^)]*,",
    "aspect-ratio": r"(?<![\w-])aspect-ratio\s*:",
    "container queries": r"@container|container-(?:type|name)",
    "layers and nesting": r"@layer|(?:^|[{;])\s*&|@nest|@scope",
    "newer units": r"\d(?:dvh|svh|lvh|dvw|cqi|cqw|lh|rlh)\b",
    "newer colours": r"color-mix\(|oklch\(|oklab\(|lch\(|light-dark\(",
    "accent-color": r"(?<![\w-])accent-color\s*:",
    "media ranges": r"@media[^{]*[<>]",
    "overflow-wrap: anywhere": r"overflow-wrap\s*:\s*anywhere",
    "text-wrap": r"text-wrap\s*:",
    "place and inset shorthands": r"place-(?:items|content|self)\s*:",
}
ONE_SIDED = (
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right)|float|text-align\s*:\s*(?:left|right))"
)


def rules_of(sheet: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def nested(css: str) -> list[str]:
    """Rules that stand within rules, at-rules apart."""
    found, stack, start = [], [], 0
    for position, letter in enumerate(css):
        if letter == "{":
            head = css[start:position].strip()
            if stack and not stack[-1].startswith("@"):
                found.append(head)
            stack.append(head)
        elif letter == "}":
            stack.pop()
        if letter in "{};":
            start = position + 1
    return found


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("what", TOO_NEW)
def test_nothing_is_newer_than_the_floor(sheet, what):
    assert re.findall(TOO_NEW[what], rules_of(sheet), flags=re.MULTILINE) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_stands_within_another(sheet):
    assert nested(rules_of(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_nothing_is_said_of_left_and_right(sheet):
    assert re.findall(ONE_SIDED, rules_of(sheet)) == []


def test_the_check_sees_what_is_too_new():
    planted = (
        "a { gap: 1rem; width: clamp(1px, 2px, 3px); aspect-ratio: 1; }"
        " a:has(b) { inset: 0; margin-inline: 0; }"
    )
    assert len([what for what, pattern in TOO_NEW.items() if re.search(pattern, planted)]) == 6
    assert nested("a { b { color: red; } }")
