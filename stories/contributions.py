"""What visitors send in: kept, made into a draft page by an editor, forgotten on time."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from hub.models import User
from stories.models import Contribution, Piece, PoemPage, StoriesPage, StoryPage
from stories.sanitise import clean_html

KEPT = timedelta(days=365)
MAX_PER_HOUR = 60  # contributions an hour; more than that is not people


class TooManyContributions(Exception):
    """So much came in within an hour that the door is closed for a while."""


@transaction.atomic
def submit(*, form_key: UUID, now: datetime, **answers: str | bool) -> Contribution:
    """Keep it. The same form sent twice is one contribution. Raises TooManyContributions."""
    again = Contribution.objects.filter(form_key=form_key).first()
    if again:
        return again
    if Contribution.objects.filter(sent_at__gt=now - timedelta(hours=1)).count() >= MAX_PER_HOUR:
        raise TooManyContributions
    Contribution(form_key=form_key, sent_at=now, **answers).full_clean(exclude=["form_key"])
    kept, _ = Contribution.objects.get_or_create(
        form_key=form_key, defaults={"sent_at": now, **answers}
    )
    return kept


def mark_read(*, contribution: Contribution, now: datetime) -> None:
    """An editor opened it. Only the first time counts."""
    Contribution.objects.filter(pk=contribution.pk, read_at=None).update(read_at=now)


def number_to_read() -> int:
    """How many wait for an editor to open them."""
    return Contribution.objects.filter(read_at=None).count()


@transaction.atomic
def make_draft(*, contribution: Contribution, user: User, now: datetime) -> Page:
    """A draft page with the words in it, for an editor to look over. Only one is ever made."""
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.draft:
        return contribution.draft.specific
    page = _page_from(contribution, now)
    page.owner = user
    StoriesPage.objects.get().add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    contribution.draft = page
    contribution.save(update_fields=["draft"])
    return page


def _page_from(contribution: Contribution, now: datetime) -> Piece:
    facts = {
        "title": contribution.heading,
        "author_name": contribution.credit,
        "published_on": timezone.localdate(now),
        "live": False,
    }
    if contribution.kind == Contribution.Kind.POEM:
        return PoemPage(poem=contribution.words, **facts)
    return StoryPage(body=[("paragraph", clean_html(contribution.words))], **facts)


def purge_contributions(now: datetime) -> int:
    """Delete what was sent in a year ago or longer, and say how many. Pages made from it stay."""
    number, _ = Contribution.objects.filter(sent_at__lte=now - KEPT).delete()
    return number
