"""Services of contributions: submit, mark read, make a draft page, delete, purge."""

from collections import Counter
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page

from hub.jobs import Pass, Stage, register
from hub.models import User
from stories.models import Contribution, Piece, PoemPage, StoriesPage, StoryPage
from stories.plain_text import as_html

RETENTION = timedelta(days=365)


@transaction.atomic
def submit(*, form_key: UUID, now: datetime, **answers: str | bool) -> Contribution:
    """Save, once per `form_key`. Raise ValidationError."""
    existing = Contribution.objects.filter(form_key=form_key).first()
    if existing:
        return existing
    Contribution(form_key=form_key, sent_at=now, **answers).full_clean(exclude=["form_key"])
    contribution, _ = Contribution.objects.get_or_create(
        form_key=form_key, defaults={"sent_at": now, **answers}
    )
    return contribution


def mark_read(*, contribution: Contribution, now: datetime) -> None:
    """Set `read_at`, the first time only."""
    Contribution.objects.filter(pk=contribution.pk, read_at=None).update(read_at=now)


@transaction.atomic
def make_draft(*, contribution: Contribution, user: User, now: datetime) -> Page:
    """Return the draft page of the contribution, created once. Locks the row."""
    contribution = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if contribution.draft:
        return contribution.draft.specific
    page = _page_from(contribution, now)
    page.owner = user
    page.is_deferred_validation = True  # a draft, which its person may not have agreed to yet
    StoriesPage.objects.get().add_child(instance=page)
    page.save_revision(user=user, log_action=True)
    contribution.draft = page
    contribution.save(update_fields=["draft"])
    return page


def _page_from(contribution: Contribution, now: datetime) -> Piece:
    fields = {
        "title": contribution.heading,
        "author_name": contribution.credit,
        "published_on": timezone.localdate(now),
        "live": False,
        "must_agree": contribution.consent == Contribution.Consent.ASK,
    }
    if contribution.kind == Contribution.Kind.POEM:
        return PoemPage(poem=contribution.words, **fields)
    return StoryPage(body=[("paragraph", as_html(contribution.words))], **fields)


@transaction.atomic
def delete(*, contribution: Contribution, user: User, keep_page: bool) -> Page | None:
    """Delete a contribution, and unpublish the page made from it. Return that page.

    Raise PermissionDenied if the user may not unpublish it.
    """
    page = contribution.draft and contribution.draft.specific
    if page and not keep_page:
        if page.live:
            UnpublishPageAction(page, user=user).execute()
        page.revisions.update(approved_go_live_at=None)
    log(instance=contribution, action="wagtail.delete", user=user)
    contribution.delete()
    return page


@register(
    "contributions",
    Stage.PURGE,
    when_failing="What people sent us to share is kept too long. See to it soon.",
)
def purge_contributions(this: Pass) -> Counter[str]:
    """Delete contributions after a year. Their pages stay."""
    number, _ = Contribution.objects.filter(sent_at__lte=this.now - RETENTION).delete()
    return +Counter({"contributions forgotten": number})
