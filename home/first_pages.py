"""The pages that every new site begins with. Editors change them afterwards; nothing is overwritten."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from events.models import SessionsPage
from home.first_words import ABOUT, ACCESSIBILITY, PRIVACY
from home.models import CommitmentsPage, HomePage, InformationPage, WordsPage
from hub.models import SiteDetails
from stories.models import StoriesPage

# Class, address below the home page, title, in the menu, summary, further fields.
PAGES: list[tuple[type[Page], str, str, bool, str, dict[str, Any]]] = [
    (
        SessionsPage,
        "sessions",
        "Sessions",
        True,
        "Come and talk with us over a brew. See what is coming and book a place.",
        {},
    ),
    (
        StoriesPage,
        "stories",
        "Stories",
        True,
        "Stories, poems and videos that people made. And what we heard at each session.",
        {},
    ),
    (
        InformationPage,
        "about",
        "About us",
        True,
        "Who we are, and what happens at a brew.",
        {"body": ABOUT},
    ),
    (
        CommitmentsPage,
        "commitments",
        "Our promises",
        True,
        "What people who run services have promised, and what has happened since.",
        {},
    ),
    (
        WordsPage,
        "words-we-use",
        "Words we use",
        False,
        "Words that can be hard, and what we mean by them.",
        {},
    ),
    (
        InformationPage,
        "accessibility",
        "How we make this site easy to use",
        False,
        "What works, what does not work yet, and how to tell us.",
        {"body": ACCESSIBILITY},
    ),
    (
        InformationPage,
        "privacy",
        "How we look after what you tell us",
        False,
        "What we keep, who can see it, and when we delete it.",
        {"body": PRIVACY},
    ),
]


@transaction.atomic
def make_first_pages(*, host: str = "") -> HomePage:
    """Make what is missing and leave the rest as it is. `host` is a name or a full address.

    Wagtail's own welcome page goes away, as long as it is still the root of the default site.
    """
    home = HomePage.objects.first() or _make_home()
    _point_site_at(home, host or settings.BASE_URL)
    for kind, slug, title, show_in_menus, summary, fields in PAGES:
        _make_page(home, kind, slug, title, show_in_menus, summary, fields)
    SiteDetails.load()
    return HomePage.objects.get(pk=home.pk)


def _make_home() -> HomePage:
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    home = HomePage(
        title="Over a Brew",
        slug="over-a-brew",
        summary="A friendly conversation about care and support. Once a month. Everyone is equal.",
    )
    _publish(root, home)
    return home


def _point_site_at(home: HomePage, host: str) -> None:
    address = urlsplit(host if "//" in host else f"//{host}")
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(is_default_site=True)
    elif site.root_page_id == home.pk:
        return
    welcome = site.root_page if site.root_page_id else None
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.site_name = "Over a Brew"
    site.root_page = home
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.is_root():
        Page.objects.get(pk=welcome.pk).delete()


def _make_page(
    home: HomePage,
    kind: type[Page],
    slug: str,
    title: str,
    show_in_menus: bool,
    summary: str,
    fields: dict[str, Any],
) -> None:
    is_there = home.get_children().filter(slug=slug).exists()
    only_one = kind.max_count == 1 and kind.objects.exists()
    if is_there or only_one:
        return
    page = kind(title=title, slug=slug, show_in_menus=show_in_menus, summary=summary, **fields)
    _publish(home, page)


def _publish(parent: Page, page: Page) -> None:
    parent = Page.objects.get(pk=parent.pk).specific
    parent.add_child(instance=page)
    page.save_revision().publish()
