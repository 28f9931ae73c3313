"""Every address that the public can reach."""

import re

from .demo import Demo

# Beside what the sitemap lists: search, with and without an answer, and our own pages.
OTHERS = ["/search/", "/search/?q=xyzzy", "/search/?q=brew", "/easier-to-read/"]
MISSING = "/there-is-nothing-here/"


def every_public_url(demo: Demo) -> list[str]:
    """Paths on the sample site, each once, in a fixed order."""
    listed = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", demo.get("/sitemap.xml"))
    return sorted({*listed, *OTHERS})
