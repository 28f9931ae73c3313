"""A visitor with a browser, who records everything that should not have happened."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page


def press(control: Locator) -> None:
    """Press a link or a button that opens another page, and wait until that page is there.

    `click()` alone may return while the old page is on its way out: what looks next finds an empty one.
    """
    with control.page.expect_navigation():
        control.click()


@dataclass
class Visitor:
    context: BrowserContext
    page: Page
    messages: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    @classmethod
    @contextlib.contextmanager
    def arrive(cls, browser: Browser, *, width: int = 1280, **how: Any) -> Iterator[Self]:
        """Open a window. `how` goes to Playwright's `new_context`."""
        context = browser.new_context(viewport={"width": width, "height": 900}, **how)
        context.set_default_timeout(60_000)  # a first visit may have to make pictures
        visitor = cls(context, context.new_page())
        visitor.page.on("console", lambda message: visitor.messages.append(message.text))
        visitor.page.on("pageerror", lambda error: visitor.messages.append(str(error)))
        visitor.page.on("request", lambda request: visitor.hosts.add(urlsplit(request.url).netloc))
        try:
            yield visitor
        finally:
            context.close()

    def open(self, url: str) -> Page:
        self.messages.clear()
        self.hosts.clear()
        self.page.goto(url)
        return self.page

    def manners(self, url: str, *, status: int = 200, may_set: str = "") -> list[str]:
        """No message in the console, no cookie but `may_set`, no request to another host."""
        problems = [
            f"console: {text}"
            for text in self.messages
            # Chromium itself says so when a page answers 404, as an error page should.
            if not (status != 200 and "Failed to load resource" in text)
        ]
        cookies = {cookie["name"] for cookie in self.context.cookies()} - {may_set}
        problems += [f"cookie {name}" for name in cookies]
        problems += [f"asks {host}" for host in self.hosts - {urlsplit(url).netloc, ""}]
        return problems
