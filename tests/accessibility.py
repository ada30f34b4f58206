"""Looking at a page as somebody who cannot see it, has a small screen, or no mouse.

WCAG 2.2 AA by axe-core (https://github.com/dequelabs/axe-core), its advice on good practice too.
"""

from functools import cache
from typing import Any

from tests.required import from_npm

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark only colours are different.
SCHEMES = {"light": RULES, "dark": ["color-contrast", "link-in-text-block"]}
WIDTHS = (320, 1280)
# Colours that are just changing are neither the old nor the new ones.
_RUN = """async ([rules, region]) => {
  const changes = document.getAnimations().map(change => change.finished);
  await Promise.race([Promise.allSettled(changes), new Promise(done => setTimeout(done, 1000))]);
  const options = {
    runOnly: rules, rules: {'target-size': {enabled: true}}, resultTypes: ['violations']};
  const {violations} = await axe.run(region || document, options);
  return violations.map(found => `${found.id}: ${found.nodes.map(node => node.html).join(' ')}`);
}"""
_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const box = at.getClientRects()[0], style = getComputedStyle(at);
  const middle = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
  const top = document.elementFromPoint(middle, box.y + Math.min(box.height / 2, 12));
  const index = [...document.querySelectorAll('*')].indexOf(at);
  return {
    index, html: at.outerHTML.slice(0, 160),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    uncovered: !!top && (at.contains(top) || top.contains(at)),
  };
}"""


@cache
def axe_script() -> str:
    return from_npm("axe-core/axe.min.js").read_text(encoding="utf-8")


def violations(page, rules: list[str], region: str = "") -> list[str]:
    """What axe finds on the page, or in the part of it that ``region`` selects."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    return page.evaluate(_RUN, [rules, region])


# The innermost element that reaches out of the page.
_WIDEST = """() => [...document.body.querySelectorAll("*")].filter(element =>
    element.scrollWidth > innerWidth || element.getBoundingClientRect().right > innerWidth
).pop()?.outerHTML.slice(0, 200)"""


def problems_in_every_light(page, region: str = "") -> list[str]:
    """What is wrong on a small phone and a wide screen, in light and in dark."""
    found = []
    page.emulate_media(reduced_motion="reduce")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append(f"{width} sideways: {wide} pixels wide, {page.evaluate(_WIDEST)}")
        for scheme, rules in SCHEMES.items():
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {said}" for said in violations(page, rules, region)]
    return found


def stops(page, most: int = 900) -> list[dict[str, Any]]:
    """Where the tab key leads, from the top of the page until it leaves it."""
    found: list[dict[str, Any]] = []
    for _number in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUS)
        if stop is None or (found and stop["index"] == found[0]["index"]):
            return found
        found.append(stop)
    raise AssertionError("the tab key never leaves the page")


def keyboard_problems(page) -> list[str]:
    """Stops out of order, without a visible sign, or under something else."""
    found = stops(page)
    order = [stop["index"] for stop in found]
    problems = [] if order == sorted(order) else ["the order is not that of the page"]
    problems += [f"no sign: {stop['html']}" for stop in found if not stop["outlined"]]
    problems += [f"covered: {stop['html']}" for stop in found if not stop["uncovered"]]
    return problems
