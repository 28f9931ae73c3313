#!/usr/bin/env python
"""Draw the sample pictures again, as WebP files of 1600 by 1000.

Run it from the project with its own Python: .venv/bin/python bin/draw_pictures.py [name ...]
"""

import io
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from playwright.sync_api import sync_playwright

from home.demo.drawing.pen import HEIGHT, WIDTH, sheet
from home.demo.drawing.scenes import SCENES

PICTURES = Path(__file__).resolve().parent.parent / "home" / "demo" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MOST_BYTES = 90_000


def small_enough(screenshot: bytes) -> bytes:
    """The best WebP that still fits: flat colour rarely needs a second try."""
    image = Image.open(io.BytesIO(screenshot)).convert("RGB")
    for quality in range(88, 40, -6):
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= MOST_BYTES:
            return buffer.getvalue()
    raise ValueError("The picture has too much detail for 90 kB.")


def main(wanted: list[str]) -> None:
    names = wanted or sorted(SCENES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name in names:
            svg = sheet(SCENES[name]())
            page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
            webp = small_enough(page.screenshot())
            (PICTURES / f"{name}.webp").write_bytes(webp)
            print(f"{name}: {len(webp) / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
