"""The list of what waits for an organiser, by last day, and its buttons."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from events import extension_points, phone_calls
from events.admin.needs_access import log_needs_access
from events.admin.permissions import ChangeNeedsMixin, SeeNeedsMixin
from events.admin.session import moment_of
from events.admin.views import ScreenMixin
from events.bookings import access_needs
from events.models import AccessNeed, NeedsAccess, Notice
from events.models.permissions import may_change_needs
from events.worklist import THIS_WEEK, Period, WorkGroup, WorkItem, groups_of, waiting_items
from hub.dates import format_date, london_date
from hub.models import User
from hub.words import people_count

PAGE_SIZE = 20
MIN_SEARCH = 2
MAX_DIGITS = 18

# In words and shapes as well as colour.
SHAPES = {Period.OVERDUE: "▲", Period.WEEK: "●", Period.LATER: "○"}

MINE, NOBODY = "mine", "nobody"
FILTERS = ("session", "kind", "owner", "state")


AMBIGUOUS = (
    "Nothing is saved: you ticked some, and pressed the button of another. Whom are your words for? "
    "You wrote: “{words}”"
)


@dataclass(frozen=True)
class Part:
    """What has its last day in one period. `rows` are those on this page, by what they are."""

    period: Period
    title: str
    shape: str
    total: int
    rows: list[tuple[WorkGroup, list[WorkItem]]]


class ArrangeView(SeeNeedsMixin, ScreenMixin, TemplateView):
    """All that waits, with filters. As many queries for one thing as for all."""

    template_name = "events/admin/arrange.html"
    page_title = "To arrange, by date"
    header_icon = "tasks"

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        user, everything = self.request.user, waiting_items(self.now)
        chosen = self.chosen(everything)
        groups = groups_of(chosen)
        page = Paginator([item for group in groups for item in group.items], PAGE_SIZE).get_page(
            self.request.GET.get("p")
        )
        log_needs_access(
            user,
            [item.session.pk for item in page if item.booking],
            NeedsAccess.Kind.SCREEN,
        )
        return super().get_context_data(
            parts=parts_of(groups, page, self.now),
            page=page,
            earlier=self.page_url(page.previous_page_number()) if page.has_previous() else "",
            later=self.page_url(page.next_page_number()) if page.has_next() else "",
            total=len(everything),
            people_to_tell=people_to_tell(self.now),
            answers_needs=may_change_needs(user),
            choices=choices_of(everything, user),
            picked={name: self.request.GET.get(name, "") for name in FILTERS},
            is_filtered=any(self.request.GET.get(name) for name in FILTERS),
            here=f"{reverse('sessions_admin:arrange')}?{self.request.GET.urlencode()}",
            max_length=access_needs.MAX_ANSWER_LENGTH,
            **extension_points.arrange_screen.context(user, self.now),
            **kwargs,
        )

    def chosen(self, items: Sequence[WorkItem]) -> list[WorkItem]:
        return filtered(items, self.request.GET.dict(), self.request.user)

    def page_url(self, number: int) -> str:
        query = self.request.GET.copy()
        query["p"] = str(number)
        return f"?{query.urlencode()}"


class FindInArrangeView(ArrangeView):
    """Search among what waits. POST only, to keep names and needs out of URLs and logs."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return redirect("sessions_admin:arrange")

    def post(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(searched=self.words))

    @property
    def words(self) -> str:
        return " ".join(self.request.POST.get("q", "").split())

    def chosen(self, items: Sequence[WorkItem]) -> list[WorkItem]:
        found = [item for item in items if matches(item, self.words)]
        return found[:PAGE_SIZE] if len(self.words) >= MIN_SEARCH else []


class AnswerManyView(ChangeNeedsMixin, View):
    """The buttons of the list: answer, or take, the needs of a row, of a group or that are ticked."""

    def get(self, request: HttpRequest) -> HttpResponse:
        messages.warning(
            request, "Nothing has changed yet. Look here, and press the button once more."
        )
        return redirect("sessions_admin:arrange")

    def post(self, request: HttpRequest) -> HttpResponse:
        back = get_valid_next_url_from_request(request) or reverse("sessions_admin:arrange")
        what, _, which = request.POST.get("press", "").partition(" ")
        keys = self.needs_meant(which)
        if which != "ticked" and request.POST.getlist("need") and self.words:
            messages.warning(request, AMBIGUOUS.format(words=self.words))
        elif not keys:
            messages.warning(request, "Nothing is saved. Tick what you mean first.")
        elif what == "take":
            self.take(keys)
        else:
            self.answer(keys, what)
        return redirect(back)

    @property
    def words(self) -> str:
        return self.request.POST.get("words", "").strip()

    def needs_meant(self, which: str) -> dict[int, datetime | None]:
        """Return needs by key, with the time of the data that the page showed of each."""
        if which == "ticked":
            keys = [int(key) for key in self.request.POST.getlist("need") if is_key(key)]
        elif is_key(which):
            keys = [int(which)]
        else:
            return self.needs_of_group(which)
        return {key: moment_of(self.request.POST.get(f"seen-{key}", "")) for key in keys}

    def needs_of_group(self, which: str) -> dict[int, datetime | None]:
        """Return all needs of a group that were there when the page was made, on any page."""
        shown_at = moment_of(self.request.POST.get("shown_at", ""))
        if shown_at is None:
            return {}
        items = filtered(waiting_items(shown_at), self.request.POST.dict(), self.request.user)
        return {
            need.pk: need.changed_at
            for group in groups_of(items)
            if group.key == which
            for need in group.needs
            if need.changed_at <= shown_at
        }

    def take(self, keys: Iterable[int]) -> None:
        wanted = list(keys)
        count = access_needs.take(needs=wanted, user=self.request.user)
        if count:
            messages.success(self.request, f"You do {things(count)}. Others see your name there.")
        if count < len(wanted):
            messages.warning(
                self.request,
                f"{things(len(wanted) - count).capitalize()} had somebody already, or has gone.",
            )

    def answer(self, keys: dict[int, datetime | None], state: str) -> None:
        now = timezone.now()
        try:
            outcome = access_needs.answer_all(
                needs=keys,
                state=state,
                words=self.words,
                now=now,
                seen=keys,
                by=self.request.user,
            )
        except ValidationError as error:
            messages.error(self.request, f"Nothing is saved. {error.messages[0]}")
            return
        for level, words in outcome_messages(outcome, state):
            level(self.request, words)


def is_key(text: str) -> bool:
    """Return whether a text can be the key of a row: a number that every database can hold."""
    return text.isdecimal() and len(text) <= MAX_DIGITS


def filtered(items: Iterable[WorkItem], picked: dict[str, str], user: User) -> list[WorkItem]:
    """Return the items that fit all filters. An unknown value fits nothing."""
    tests = {
        "session": lambda item: str(item.session.pk),
        "kind": lambda item: item.kind_key,
        "state": lambda item: item.state,
        "owner": lambda item: str(item.owner.pk) if item.owner else NOBODY,
    }
    wanted = {name: picked[name] for name in FILTERS if picked.get(name)}
    if wanted.get("owner") == MINE:
        wanted["owner"] = str(user.pk)
    return [
        item for item in items if all(tests[name](item) == value for name, value in wanted.items())
    ]


def matches(item: WorkItem, words: str) -> bool:
    """Return whether all of the words are in what is known of an item."""
    booking = item.booking
    contact = (booking.contact_name, booking.email, booking.phone) if booking else ()
    asked = item.need.option_label if item.need else ""
    text = "\n".join((item.who, *contact, item.kind, asked, item.words)).casefold()
    return all(word in text for word in words.casefold().split())


def parts_of(groups: Sequence[WorkGroup], page: Page, now: datetime) -> list[Part]:
    """Return all three periods, with the rows of this page."""
    week_ends = format_date(london_date(now) + THIS_WEEK)
    titles = {
        Period.OVERDUE: "Overdue",
        Period.WEEK: f"This week, until {week_ends}",
        Period.LATER: "Later",
    }
    by_item = {id(item): group for group in groups for item in group.items}
    on_page = [
        (group, list(items)) for group, items in groupby(page, key=lambda each: by_item[id(each)])
    ]
    return [
        Part(
            period,
            titles[period],
            SHAPES[period],
            sum(len(group.items) for group in groups if group.period == period),
            [(group, items) for group, items in on_page if group.period == period],
        )
        for period in Period
    ]


def choices_of(items: Sequence[WorkItem], user: User) -> dict[str, list[tuple[str, str]]]:
    """Return the choices of each filter: what there is in the list."""
    sessions = {str(item.session.pk): str(item.session) for item in items}
    owners = {str(item.owner.pk): item.owner.display_name for item in items if item.owner}
    owners.pop(str(user.pk), None)
    labels = dict(AccessNeed.State.choices)
    return {
        "session": list(sessions.items()),
        "kind": sorted({item.kind_key: item.kind for item in items}.items(), key=lambda x: x[1]),
        "owner": [(MINE, "Me"), (NOBODY, "Nobody yet"), *owners.items()],
        "state": [(value, labels[value]) for value in AccessNeed.OPEN_STATES],
    }


def people_to_tell(now: datetime, *, sees_needs: bool = True) -> list[tuple[str, str]]:
    """Return what waits on the lists of messages, in words, each with its URL."""
    url = reverse("sessions_admin:messages")
    lines = []
    calls = phone_calls.count_calls(now=now, with_needs=sees_needs)
    calls += sum(map(len, extension_points.calls(now)))
    if calls:
        words = f"Phone {people_count(calls)} who {pluralize(calls, 'has,have')} no email address"
        lines.append((words, f"{url}#calls"))
    if failed := Notice.objects.failed().count():
        words = f"See to {failed} email{pluralize(failed)} that did not arrive"
        lines.append((words, f"{url}#failed"))
    return lines


def outcome_messages(
    outcome: access_needs.Outcome, state: str
) -> Iterable[tuple[Callable[..., object], str]]:
    """Yield what an answer to several needs did, and what it did not."""
    if changed := len(outcome.changed):
        label = AccessNeed.State(state).label
        yield (
            messages.success,
            (
                f"{things(changed).capitalize()}: marked as “{label}”. People see it on their page now. "
                "Those who get email or texts hear of it within a day. The others come on your list to phone."
            ),
        )
    if outcome.unchanged and not changed:
        yield messages.success, "Nothing has changed. It was marked like this before."
    if unseen := len(outcome.unseen):
        yield (
            messages.warning,
            (
                f"{things(unseen).capitalize()}: not saved, as someone else has answered meanwhile. "
                "Look again."
            ),
        )
    for why in dict.fromkeys(why for _, why in outcome.refused):
        yield messages.warning, f"{things(len(outcome.refused)).capitalize()}: not saved. {why}"


def things(number: int) -> str:
    return "1 thing" if number == 1 else f"{number} things"
