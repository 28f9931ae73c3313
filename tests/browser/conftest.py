"""A real browser, one for each test process, and the real site to look at."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from .addresses import MISSING, every_public_url
from .demo import EDITOR, Demo, serve_demo
from .visitor import Visitor

# Playwright runs an event loop in this thread; Django's own tests in the same process do not use it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

HERE = os.path.dirname(__file__)
# The shell draws pages as the others do, and is lighter: it has no windows, tabs and menus of its own.
NAMES = [
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.browser("everything in this folder does"))
            if "demo" in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.sample_site)
    if connection.vendor == "sqlite":
        # One process builds the sample site, and the others need not wait for it.
        looking = [item for item in items if item.get_closest_marker("sample_site")]
        others = [item for item in items if not item.get_closest_marker("sample_site")]
        if not _is_shuffled(config):
            items[:] = [*looking[:1], *others, *looking[1:]]
        return
    # The sample site has an SQLite database of its own: another database changes nothing there.
    again = [item for item in items if item.get_closest_marker("sample_site")]
    config.hook.pytest_deselected(items=again)
    skipped = {id(item) for item in again}
    items[:] = [item for item in items if id(item) not in skipped]


def _is_shuffled(config: pytest.Config) -> bool:
    return config.pluginmanager.hasplugin("randomly")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The site with its sample content, as in production. Nobody else's tests see its database."""
    with serve_demo(tmp_path_factory.mktemp("demo")) as site:
        yield site


@pytest.fixture(scope="session")
def every_page(demo: Demo) -> dict[str, str]:
    """The HTML of every public page by its path, and of one that is missing."""
    return {
        **{path: demo.get(path) for path in every_public_url(demo)},
        MISSING: demo.get(MISSING, status=404),
    }


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Make a visitor: `visitor(width=320, color_scheme="dark", java_script_enabled=False)`."""
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(Visitor.arrive(chromium, **how))


@pytest.fixture(scope="session")
def editor_cookies(chromium: Browser, demo: Demo) -> list[dict]:
    """The cookies of an editor who is logged in."""
    with Visitor.arrive(chromium) as visitor:
        page = visitor.page
        page.goto(f"{demo.url}/admin/login/")
        page.locator("[name=username]").fill(EDITOR[0])
        page.locator("[name=password]").fill(EDITOR[1])
        page.keyboard.press("Enter")
        page.wait_for_url("**/admin/")
        return visitor.context.cookies()
