"""Is the HTML right? The Nu checker says so where Java is there, and html5lib in strict mode elsewhere."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import html5lib

NU = Path(__file__).resolve().parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"


def mistakes(folder: Path, pages: dict[str, str]) -> list[str]:
    """Mistakes in `pages` (address to HTML), one line each."""
    if shutil.which("java") and NU.exists():
        return _nu(folder, pages)
    return [f"{address}: {mistake}" for address, html in pages.items() for mistake in _parse(html)]


def _parse(html: str) -> list[str]:
    parser = html5lib.HTMLParser()
    parser.parse(html)
    found = [f"{code} at {place}" for place, code, _ in parser.errors]
    ids = re.findall(r'\sid="([^"]*)"', html)
    return found + [f"id {each} twice" for each in sorted({i for i in ids if ids.count(i) > 1})]


def _nu(folder: Path, pages: dict[str, str]) -> list[str]:
    files = {}
    for number, (address, html) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(html)
        files[path.as_uri()] = address
    done = subprocess.run(
        [
            "java",
            "-Xmx384m",
            "-jar",
            str(NU),
            "--errors-only",
            "--format",
            "json",
            *map(str, folder.glob("*.html")),
        ],
        capture_output=True,
        text=True,
    )
    found = []
    for each in json.loads(done.stderr)["messages"]:
        address = files.get(each["url"].replace("file:/", "file:///", 1), each["url"])
        found.append(f"{address}: {each['message']} | {each.get('extract', '')}")
    return found
