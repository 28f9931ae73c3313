"""The initial pages of a new site. Pages that exist are never overwritten."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from events.models import SessionsPage
from home.initial_content import ABOUT, ACCESSIBILITY, PRIVACY, PROMISES, WELCOME
from home.models import CommitmentsPage, GlossaryPage, HomePage, InformationPage
from stories.models import StoriesPage


@dataclass(frozen=True)
class InitialPage:
    kind: type[Page]
    slug: str
    title: str
    summary: str
    in_menu: bool = False
    fields: dict[str, Any] = field(default_factory=dict)


HOME = InitialPage(
    HomePage,
    "over-a-brew",
    "Let's talk about care, over a brew",
    "Once a month we meet, mostly online. We talk about care and support. Everyone is equal, "
    "and you can just listen.",
    fields={"welcome": WELCOME},
)
BELOW_HOME = [
    InitialPage(
        SessionsPage,
        "sessions",
        "Sessions",
        "Come and talk with us over a brew. See what is coming and book a place.",
        in_menu=True,
    ),
    InitialPage(
        StoriesPage,
        "stories",
        "Stories",
        "Stories, poems and videos that people made. And what we heard at each session.",
        in_menu=True,
    ),
    InitialPage(
        CommitmentsPage,
        "commitments",
        "Our promises",
        "What people who run services have promised, and what has happened since.",
        in_menu=True,
        fields={"introduction": PROMISES},
    ),
    InitialPage(
        InformationPage,
        "about",
        "About us",
        "Who we are, and what happens at a brew.",
        in_menu=True,
        fields={"body": ABOUT},
    ),
    InitialPage(
        GlossaryPage,
        "words-we-use",
        "Words we use",
        "Words that can be hard, and what we mean by them.",
    ),
    InitialPage(
        InformationPage,
        "accessibility",
        "How we make this site easy to use",
        "What works, what does not work yet, and how to tell us.",
        fields={"body": ACCESSIBILITY},
    ),
    InitialPage(
        InformationPage,
        "privacy",
        "How we look after what you tell us",
        "What we keep, who can see it, and when we delete it.",
        fields={"body": PRIVACY},
    ),
]


@transaction.atomic
def create_initial_pages(*, host: str = "") -> HomePage:
    """Create the missing initial pages, and return the home page. `host` is a hostname or a URL.

    Wagtail's welcome page is deleted if it is still the root of the default site.
    """
    home = HomePage.objects.first() or _make_home()
    _point_site_at(home, host or settings.BASE_URL)
    for first in BELOW_HOME:
        is_there = home.get_children().filter(slug=first.slug).exists()
        if not (is_there or (first.kind.max_count == 1 and first.kind.objects.exists())):
            _add(home, first)
    return HomePage.objects.get(pk=home.pk)


def _make_home() -> HomePage:
    # A flushed database has lost the locale and root page that Wagtail's migrations create.
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    return _add(root, HOME)


def _add(parent: Page, first: InitialPage) -> Page:
    now = timezone.now()
    page = first.kind(
        title=first.title,
        slug=first.slug,
        summary=first.summary,
        show_in_menus=first.in_menu,
        first_published_at=now,
        last_published_at=now,
        **first.fields,
    )
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(changed=False)  # so that editors can revert to the initial content
    return page


def _point_site_at(home: HomePage, host: str) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if site.root_page_id == home.pk:
        return
    welcome = site.root_page_id
    address = urlsplit(host if "//" in host else f"//{host}")
    site.hostname = address.hostname or "localhost"
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.root_page = home
    site.save()
    for page in Page.objects.filter(pk=welcome, depth=2).exact_type(Page):
        page.delete()
