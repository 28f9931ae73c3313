"""The sitemap of all public pages."""

from typing import Any

from wagtail.contrib.sitemaps import Sitemap

from hub.public_pages import publicly_visible


class PublicSitemap(Sitemap):
    def items(self) -> Any:  # noqa: ANN401
        below_home = self.get_wagtail_site().root_page.get_descendants(inclusive=True)
        pages = publicly_visible(below_home).order_by("path")
        return pages.defer_streamfields().specific()
