"""Template tags and filters shared by all apps."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.forms import BaseForm
from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamValue
from wagtail.models import Page, Site

from hub.blocks.text import set_unique_anchors
from hub.forms.error_summary import field_doubts, field_errors
from hub.models import SiteDetails
from hub.public_pages import publicly_visible

register = template.Library()

# The characters that Django's json_script escapes, so that text cannot end the element.
JSON_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
UNDIRECTED = re.compile(r"<(p|li)(?=[\s>])(?![^>]*\sdir=)")


@register.inclusion_tag("includes/menu.html", takes_context=True)
def menu(context: Context) -> dict[str, Any]:
    """Render the menu of pages below the home page. One query."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    here = request.path if request else ""
    items = []
    if site:
        pages = publicly_visible(Page.objects.child_of(site.root_page))
        for page in pages.in_menu().order_by("path").only("title", "url_path"):
            url = page.get_url(request, site)
            items.append({"title": page.title, "url": url, "is_here": _aria_current(here, url)})
    return {"items": items, "here": here}


def _aria_current(here: str, url: str | None) -> str:
    """Return the aria-current value: "page", "true" for an ancestor, or ""."""
    if url and here == url:
        return "page"
    return "true" if url and url != "/" and here.startswith(url) else ""


@register.inclusion_tag("includes/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context) -> dict[str, Any]:
    """Render the breadcrumbs, empty on the home page and without a page.

    No query: routing has read the pages above.
    A view can set `crumbs`, a list of (title, url) pairs, and `crumb_here`, the page's own name.
    """
    if "crumbs" in context:
        return {"crumbs": context["crumbs"], "here": context.get("crumb_here", "")}
    request, page = context.get("request"), context.get("page")
    site = Site.find_for_request(request) if request else None
    if not (site and isinstance(page, Page) and page.depth and page.depth > site.root_page.depth):
        return {"crumbs": []}
    crumbs = []
    ancestor = page.get_parent()
    while ancestor.depth > site.root_page.depth:
        if ancestor.live:
            crumbs.append((ancestor.title, ancestor.get_url(request, site)))
        ancestor = ancestor.get_parent()
    crumbs.append(("Home", site.root_page.get_url(request, site)))
    return {"crumbs": crumbs[::-1], "here": page.title}


@register.inclusion_tag("includes/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Render errors, or else what is asked about, as links to the fields (ACCESSIBILITY 4.6)."""
    return {
        "errors": [each for form in forms if form for each in field_errors(form)],
        "doubts": [each for form in forms if form for each in field_doubts(form)],
    }


@register.inclusion_tag("includes/social.html", takes_context=True)
def social(context: Context) -> dict[str, Any]:
    """Render the metadata for search engines and shared links.

    It comes from the page. Views without a page set `social_title` and `social_description`.
    """
    page = context.get("page")
    details = SiteDetails.load(request_or_site=context.get("request"))
    picture = getattr(page, "picture", None)
    return {
        "address": canonical_url(context),
        "site_name": details.site_name,
        "title": getattr(page, "seo_title", "")
        or getattr(page, "title", "")
        or context.get("social_title")
        or details.site_name,
        "description": getattr(page, "search_description", "")
        or getattr(page, "summary", "")
        or context.get("social_description")
        or details.strapline,
        "og_type": context.get("og_type", "website"),
        "picture_url": full_url(
            picture.get_rendition("fill-1200x630|format-jpeg").url
            if picture
            else static("img/share.png")
        ),
        "picture_alt": page.picture_alt if page and picture else "A mug of tea on a kitchen table.",
    }


def canonical_url(context: Context) -> str:
    """Return the canonical URL, without tracking or filter parameters.

    A view whose query string identifies a page of its own sets it as `canonical_query`.
    """
    request = context.get("request")
    if not request:
        return settings.BASE_URL + "/"
    number = request.GET.get("page", "")
    parts = [context.get("canonical_query", ""), f"page={number}" if number.isdigit() else ""]
    query = "&".join(part for part in parts if part)
    return settings.BASE_URL + request.path + (f"?{query}" if query else "")


@register.simple_tag(takes_context=True)
def address_of(context: Context, page: Page) -> str:
    """Return the URL of a page, or of any object with `get_url`."""
    return page.get_url(context.get("request"))


@register.simple_tag
def full_url(url: str) -> str:
    """Return an absolute URL, for emails and metadata."""
    return url if url.startswith(("http://", "https://")) else settings.BASE_URL + url


@register.simple_tag
def json_ld(data: Mapping[str, Any] | list[Any] | None) -> SafeString | str:
    """Return schema.org data as a JSON-LD element, which browsers never run."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(JSON_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.filter
def lines(text: str) -> list[str]:
    """Return the non-empty lines, stripped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@register.filter
def bullets(text: str) -> SafeString:
    """Return the lines as an HTML list."""
    points = format_html_join("", "<li>{}</li>", ((line,) for line in lines(text)))
    return format_html("<ul>{}</ul>", points)


class Line(NamedTuple):
    words: str
    indent: int  # 0 to 4 steps


@register.filter
def stanzas(text: str) -> list[list[Line]]:
    """Split a poem into stanzas. An empty line ends a stanza; two spaces indent by one step.

    Wider spaces, such as the em space, stay in the line as the poet typed them.
    """
    found: list[list[Line]] = [[]]
    for line in text.expandtabs(2).splitlines():
        if line.strip():
            spaces = len(line) - len(line.lstrip(" "))
            found[-1].append(Line(line.lstrip(" ").rstrip(), min(4, (spaces + 1) // 2)))
        elif found[-1]:
            found.append([])
    return [stanza for stanza in found if stanza]


@register.filter
def with_direction(html: str | SafeString) -> SafeString:
    """Return rich text whose paragraphs and list items each take the direction of their words.

    Someone may write in Arabic or Urdu below a line of English.
    """
    return mark_safe(UNDIRECTED.sub(r'<\1 dir="auto"', conditional_escape(html)))


@register.filter
def with_anchors(stream: StreamValue) -> StreamValue:
    """Return the stream with a unique anchor for each heading."""
    set_unique_anchors(stream)
    return stream
