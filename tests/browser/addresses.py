"""Every address that the public can reach."""

import re

from .demo import Demo

# Beside what the sitemap lists: forms, search with and without an answer, our own pages.
OTHERS = [
    "/easier-to-read/",
    "/search/",
    "/search/?q=brew",
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
