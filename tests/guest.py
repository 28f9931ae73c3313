"""People who book over the network as a browser without JavaScript does: page, form, page, form.

They see what a browser behind the proxy would see, and remember how long each answer took.
"""

import html
import http.client
import random
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

MOST_STEPS = 12  # there are fewer questions than this
WAIT = 60  # seconds until an answer that does not come is an error
GONE = 409  # the last place went while the page was read: the page comes again, and asks
SURPRISED = 0  # in place of a status: no answer at all

FORM = re.compile(r'<form[^>]*class="(?:form|cluster)"[^>]*>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')
BOOKED = re.compile(r"/bookings/([^/]+)/booked/$")


@dataclass(frozen=True)
class Visit:
    """One request and how it was answered."""

    what: str  # such as "POST check"
    seconds: float
    status: int

    @property
    def is_error(self) -> bool:
        return self.status == SURPRISED or (self.status >= 400 and self.status != GONE)


@dataclass
class Answer:
    status: int
    location: str
    page: str


def _somewhere() -> str:
    """An address from the block for private networks (RFC 1918)."""
    return f"10.{random.randrange(256)}.{random.randrange(256)}.{random.randrange(1, 255)}"


@dataclass
class Guest:
    """One person, one browser. `book_at` goes all the way; `fill_in` stops before the last button.

    Someone in a hurry sends the answers without looking at the pages between, as a script would.
    """

    host: str  # with the port
    name: str
    email: str
    need: str = ""
    in_a_hurry: bool = False
    visits: list[Visit] = field(default_factory=list)
    token: str = ""  # of the booking, when it is made
    told: str = ""  # what the page after it says: "booked" or "waiting"
    problem: str = ""
    at: str = field(default_factory=_somewhere)  # the address that the proxy sees
    _cookies: dict[str, str] = field(default_factory=dict)
    _check: str = ""
    _page: str = ""

    def book_at(self, session_path: str) -> None:
        if self.fill_in(session_path):
            self.press()
        if self.token:
            self.look()

    def fill_in(self, session_path: str) -> bool:
        """Answer every question. True when only the last button is left to press."""
        at = self.ask("GET begin", f"{session_path}book/").location
        page = None
        for _ in range(MOST_STEPS):
            step = urlsplit(at).path.rstrip("/").rpartition("/")[2]
            if page is None or step == "check" or not self.in_a_hurry:
                page = self.ask(f"GET {step}", at)
            if page.status != 200:
                return self._give_up(f"GET {at} answers {page.status}")
            if step == "check":
                self._check, self._page = at, page.page
                return True
            sent = self.send(f"POST {step}", at, page.page, self.answers[step])
            if sent.status != 302:
                return self._give_up(f"POST {at} answers {sent.status}")
            at = sent.location
        return self._give_up("the questions do not end")

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """Return the answers of a person who comes alone, by the name of the page."""
        return {
            "start": {
                "for_whom": "me",
                "your_name": self.name,
                "email": self.email,
                "way": "video",
                "any_needs": "yes" if self.need else "no",
            },
            "needs": {"words": self.need},
            "last": {"share_needs": "yes", "remember_needs": "no"},
            "check": {"agree": "on"},
        }

    def press(self) -> None:
        """Book. When the last place has just gone, say yes to the waiting list."""
        sent = self.send("POST check", self._check, self._page, self.answers["check"])
        if sent.status == GONE:
            sent = self.send("POST check", self._check, sent.page, self.answers["check"])
        made = BOOKED.search(sent.location)
        if made:
            self.token = made[1]
        else:
            self._give_up(f"the last button answers {sent.status}")

    def look(self) -> None:
        """Read the result."""
        page = self.ask("GET booked", f"/bookings/{self.token}/booked/").page
        self.told = "booked" if "You have booked a place" in page else "waiting"

    def cancel(self) -> None:
        at = f"/bookings/{self.token}/cancel/"
        page = self.ask("GET cancel", at)
        if self.send("POST cancel", at, page.page, {}).status != 302:
            self._give_up("the booking cannot be cancelled")

    def send(self, what: str, path: str, page: str, answers: dict[str, str]) -> Answer:
        """Send the form of this page, with what it holds hidden."""
        form = FORM.search(page)
        hidden = {
            name: html.unescape(value) for name, value in HIDDEN.findall(form[1] if form else "")
        }
        return self.ask(what, path, urlencode(hidden | answers))

    def ask(self, what: str, path: str, body: str | None = None) -> Answer:
        """One request. `body` makes it a POST. Never raises: what goes wrong is a visit too."""
        headers = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": self.at,
            "Accept": "text/html",
        }
        if self._cookies:
            headers["Cookie"] = "; ".join(
                f"{name}={value}" for name, value in self._cookies.items()
            )
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"https://{self.host}"
        start = time.perf_counter()
        try:
            line = http.client.HTTPConnection(self.host, timeout=WAIT)
            line.request("GET" if body is None else "POST", path, body, headers)
            response = line.getresponse()
            page = response.read().decode()
            line.close()
        except (OSError, http.client.HTTPException) as error:
            self.visits.append(Visit(what, time.perf_counter() - start, SURPRISED))
            self._give_up(f"{what}: {type(error).__name__}")
            return Answer(SURPRISED, "", "")
        self.visits.append(Visit(what, time.perf_counter() - start, response.status))
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return Answer(response.status, response.headers.get("Location", ""), page)

    def _give_up(self, problem: str) -> bool:
        self.problem = self.problem or problem
        return False

    @property
    def errors(self) -> list[Visit]:
        return [visit for visit in self.visits if visit.is_error]
