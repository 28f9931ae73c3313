#!/usr/bin/env python
"""Draw the sample pictures and films again: WebP of 1600 by 1000, WebM of 800 by 450.

Run it from the project with its own Python: .venv/bin/python bin/draw_pictures.py [name ...]
"""

import base64
import io
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image, ImageChops
from playwright.sync_api import Page, Route, sync_playwright

from home.demo.drawing.pen import HEIGHT, WIDTH, sheet
from home.demo.drawing.scenes import SCENES
from home.demo.drawing.stills import STILLS
from home.demo.drawing.webm import Frame, webm
from home.demo.film_words import FILMS, captions

DEMO = Path(__file__).resolve().parent.parent / "home" / "demo"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MOST_BYTES, MOST_FILM_BYTES = 90_000, 400_000
FILM_WIDTH, FILM_HEIGHT, FRAMES_A_SECOND = 800, 450, 4

# Encodes still after still; the page must be a secure one for VideoEncoder to be there.
ENCODE = """async ({stills, width, height, rate, quantizer}) => {
  const frames = [];
  const encoder = new VideoEncoder({
    output: (chunk) => {
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      let text = "";
      for (const byte of data) text += String.fromCharCode(byte);
      frames.push([Math.round(chunk.timestamp / 1000), chunk.type === "key", btoa(text)]);
    },
    error: (error) => { throw error; },
  });
  encoder.configure({
    codec: "vp09.00.31.08", width, height, framerate: rate,
    bitrateMode: "quantizer", latencyMode: "quality",
  });
  let number = 0;
  for (const [source, seconds, isNew] of stills) {
    const image = new Image();
    image.src = source;
    await image.decode();
    const bitmap = await createImageBitmap(image);
    for (let i = 0; i < Math.round(seconds * rate); i++) {
      const timestamp = number * 1000000 / rate;
      const frame = new VideoFrame(bitmap, { timestamp, duration: 1000000 / rate });
      encoder.encode(frame, { keyFrame: i === 0 && isNew, vp9: { quantizer } });
      frame.close();
      number++;
    }
  }
  await encoder.flush();
  return frames;
}"""


def photograph(page: Page, marks: list[str]) -> Image.Image:
    """What a drawing looks like, at its full size."""
    style = "<style>body{margin:0}svg{display:block}</style>"
    page.set_content(style + sheet(marks))
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def small_enough(image: Image.Image) -> bytes:
    """The best WebP that still fits: flat colour rarely needs a second try."""
    for quality in range(88, 40, -6):
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=quality, method=6)
        if buffer.tell() <= MOST_BYTES:
            return buffer.getvalue()
    raise ValueError("The picture has too much detail for 90 kB.")


def draw_picture(page: Page, name: str) -> Path:
    path = DEMO / "pictures" / f"{name}.webp"
    path.write_bytes(small_enough(photograph(page, SCENES[name]())))
    return path


def for_film(image: Image.Image) -> str:
    """The middle of a picture in the shape of a film, as a data address."""
    tall = WIDTH * FILM_HEIGHT // FILM_WIDTH
    top = HEIGHT - tall - 20
    image = image.crop((0, top, WIDTH, top + tall)).resize((FILM_WIDTH, FILM_HEIGHT))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return f"data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode()}"


def is_new_scene(before: Image.Image, after: Image.Image) -> bool:
    """Most of the sheet has changed, so a player should be able to start here."""
    changed = ImageChops.difference(before.convert("L"), after.convert("L")).histogram()
    return sum(changed[24:]) > WIDTH * HEIGHT * 0.4


def draw_film(page: Page, studio: Page, name: str) -> Path:
    images = [photograph(page, marks) for marks in STILLS[name]()]
    stills = [
        (for_film(image), still.seconds, before is None or is_new_scene(before, image))
        for before, image, still in zip([None, *images[:-1]], images, FILMS[name], strict=True)
    ]
    size = {"width": FILM_WIDTH, "height": FILM_HEIGHT}
    length = sum(int(still.seconds * 1000) for still in FILMS[name])
    path = DEMO / "films" / f"{name}.webm"
    for quantizer in range(36, 63, 2):  # VP9's measure of coarseness, 0 to 63
        options = {"stills": stills, "rate": FRAMES_A_SECOND, "quantizer": quantizer, **size}
        encoded = studio.evaluate(ENCODE, options)
        frames = [Frame(at, is_key, base64.b64decode(data)) for at, is_key, data in encoded]
        film = webm(frames, length_ms=length, **size)
        if len(film) <= MOST_FILM_BYTES:
            break
    path.write_bytes(film)
    path.with_suffix(".vtt").write_text(captions(name), encoding="utf-8")
    return path


def empty_page(route: Route) -> None:
    route.fulfill(body="<!doctype html><title>Studio</title>", content_type="text/html")


def main(wanted: list[str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        studio = browser.new_page()
        studio.route("**/*", empty_page)
        studio.goto("http://localhost/")
        for name in wanted or [*sorted(SCENES), *sorted(FILMS)]:
            path = draw_film(page, studio, name) if name in FILMS else draw_picture(page, name)
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
