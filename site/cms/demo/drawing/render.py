"""Render the demo city's drawings: every SVG in this folder becomes a WebP in ../content/images/.

    python site/cms/demo/drawing/render.py                  all drawings
    python site/cms/demo/drawing/render.py neue-stabsstelle only the named ones

Needs Chromium on the PATH, Playwright and Pillow.
"""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

SOURCES = Path(__file__).resolve().parent
RESULTS = SOURCES.parent / "content" / "images"
SIZE = ViewportSize(width=1600, height=900)
QUALITY = 80
LIMIT = 90_000


def render(page: Page, source: Path) -> Path:
    page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{source.read_text('utf-8')}")
    result = RESULTS / f"{source.stem}.webp"
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.convert("RGB").save(result, quality=QUALITY, method=6)
    return result


def main(names: list[str]) -> None:
    sources = [SOURCES / f"{name}.svg" for name in names] or sorted(SOURCES.glob("*.svg"))
    executable = shutil.which("chromium")
    if executable is None:
        raise SystemExit("Chromium was not found on the PATH.")
    RESULTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        for source in sources:
            result = render(page, source)
            size = result.stat().st_size
            print(f"{result.name:40}{size:>8}")
            if size > LIMIT:
                raise SystemExit(f"{result.name} is larger than {LIMIT} bytes.")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
