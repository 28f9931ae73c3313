"""Every address that the public can reach."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from .demo import Demo

# Beside what the sitemap lists: forms, search with and without an answer, our own pages.
OTHERS = [
    "/easier-to-read/",
    "/search/",
    "/search/?q=brew",
    "/search/?q=hosptial",
    "/search/?q=xyzzy",
    "/sessions/?past=1",
    "/share-your-story/",
    "/tell-me/",
    "/tell-me/?topic=unpaid-carers&area=norfolk",
    "/tell-me/sent/",
]
FORMS = ["/share-your-story/", "/tell-me/", "/tell-me/?topic=unpaid-carers&area=norfolk"]
MISSING = "/there-is-nothing-here/"


def every_public_url(demo: Demo) -> list[str]:
    """Paths on the sample site, each once, in a fixed order."""
    listed = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", demo.get("/sitemap.xml"))
    return sorted({*listed, *OTHERS})


def one_of_each_state(pages: dict[str, str]) -> list[str]:
    """Return the paths (of path to HTML) that look at each template in each of its states once.

    Pages are in the same state when the same kinds of element, with the same classes, stand on both.
    """
    first: dict[frozenset[str], str] = {}
    for path, html in pages.items():
        first.setdefault(frozenset(_elements(html)), path)
    return list(first.values())


def _elements(html: str) -> Iterator[str]:
    """Each kind of element below the body, with its classes, its role and what kind of field it is."""
    for each in BeautifulSoup(html, "html.parser").body.find_all(True):
        told = [*each.get("class", []), each.get("role", ""), each.get("type", "")]
        yield " ".join([each.name, *told])
