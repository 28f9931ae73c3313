"""Take the README's screenshots of the sample site."""

import shutil
from pathlib import Path

from demo_server import demo_site
from playwright.sync_api import sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DOCS = Path(__file__).resolve().parents[1] / "docs"


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    with demo_site() as base_url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(base_url)
        page.screenshot(path=DOCS / "home.png")
        cards = page.locator("main h3 a[href*='/sessions/']")
        session = cards.first.get_attribute("href")
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{base_url}{session}")
        page.screenshot(path=DOCS / "session.png")
        browser.close()


if __name__ == "__main__":
    main()
