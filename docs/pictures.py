"""Take the pictures of the documentation from the running site: ``make run`` in one terminal,
``make pictures`` in another. Needs Chromium.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent / "pictures"
BASE = f"http://{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
PASSWORD = "teilhabe-demo"  # noqa: S105 - the demo city's, printed by `make run`
READER = (
    ("reader-de", "/de/", 1280, 900),
    ("reader-ar", "/ar/", 1280, 900),
    ("reader-ar-phone", "/ar/presse/neue-stabsstelle/", 390, 844),
    ("reader-ti-phone", "/ti/", 390, 844),
    ("directory-uk", "/uk/organisationen/", 1280, 900),
    ("api-docs", "/api/v1/docs", 1280, 900),
)
ADMIN = (
    ("editor-start", "redaktion", "/admin/"),
    ("translator-start", "uebersetzung-ar", "/admin/"),
)


def shoot(page: Page, name: str) -> None:
    page.screenshot(path=str(FOLDER / f"{name}.png"))
    sys.stdout.write(f"{name}.png\n")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, path, width, height in READER:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(BASE + path)
            shoot(page, name)
            page.close()
        for name, user, path in ADMIN:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(f"{BASE}/admin/login/")
            page.fill("input[name=username]", user)
            page.fill("input[name=password]", PASSWORD)
            page.click("button[type=submit]")
            page.goto(BASE + path)
            page.wait_for_load_state("networkidle")
            shoot(page, name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
