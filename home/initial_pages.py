"""The initial pages of a new site. Pages that exist are never overwritten."""

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from home.models import HomePage

FILE = Path(__file__).with_suffix(".toml")
PAGES = tomllib.loads(FILE.read_text(encoding="utf-8"))


@transaction.atomic
def create_initial_pages(*, host: str = "") -> HomePage:
    """Create the missing initial pages, and return the home page. `host` is a hostname or a URL.

    Wagtail's welcome page is deleted if it is still the root of the default site.
    """
    home = HomePage.objects.first() or _make_home()
    _point_site_at(home, host or settings.BASE_URL)
    for fields in PAGES["below_home"]:
        model = apps.get_model(fields["model"])
        is_there = home.get_children().filter(slug=fields["slug"]).exists()
        if not (is_there or (model.max_count == 1 and model.objects.exists())):
            _add(home, **fields)
    return HomePage.objects.get(pk=home.pk)


def _make_home() -> HomePage:
    # A flushed database has lost the locale and root page that Wagtail's migrations create.
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
    return _add(root, **PAGES["home"])


def _add(parent: Page, *, model: str, **fields: Any) -> Page:  # noqa: ANN401 - of any field
    now = timezone.now()
    page = apps.get_model(model)(**fields, first_published_at=now, last_published_at=now)
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
