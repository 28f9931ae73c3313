"""Scheduled publishing and unpublishing of pages."""

import logging
from collections import Counter
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from hub.jobs import Pass, Stage, register

logger = logging.getLogger(__name__)

SCHEDULE_REJECTED = "hub.not_shown"  # action in the page history


@register("pages", Stage.PUBLISH, when_failing="Pages with a set time do not appear, or do not go.")
def publish_scheduled(this: Pass) -> Counter[str]:
    """Publish and unpublish due pages with Wagtail's command.

    Two queries when nothing is due. Idempotent: two processes at once publish the same content.
    A draft that has become invalid, for example by a deleted file, is unscheduled and does not
    block the others.
    """
    due = Revision.objects.filter(approved_go_live_at__lt=this.now)
    going_live = sum(not _unschedule_if_invalid(draft) for draft in due)
    going_away = Page.objects.filter(live=True, expire_at__lt=this.now).count()
    if going_live or going_away:
        call_command("publish_scheduled", verbosity=0)
    return Counter({"pages published or taken down": going_live + going_away})


def _unschedule_if_invalid(draft: Revision) -> bool:
    page = draft.as_object()
    try:
        page.full_clean()
    except ValidationError:
        Revision.objects.filter(pk=draft.pk).update(approved_go_live_at=None)
        log(instance=page, action=SCHEDULE_REJECTED, revision=draft)
        logger.error("Page %s could not appear at its time: its draft is not finished", page.pk)
        return True
    return False


def ensure_live_revision(page: Page) -> None:
    """Keep the live version of a page public until its scheduled draft goes live.

    Until then Wagtail unpublishes a page without a live revision, such as generated session pages
    and initial pages, so this creates that revision. Call it before publishing.
    """
    live_page = Page.objects.filter(pk=page.pk, live=True, live_revision=None).first()
    if live_page is None or not page.go_live_at or page.go_live_at <= timezone.now():
        return
    live_page = live_page.specific
    draft_made_at = page.latest_revision_created_at or timezone.now()
    page.live_revision = Revision.objects.create(
        content_object=live_page,
        base_content_type=live_page.get_base_content_type(),
        content=live_page.serializable_data(),
        object_str=str(live_page),
        # Older than the draft, or the draft would not be the latest revision.
        created_at=live_page.last_published_at or draft_made_at - timedelta(seconds=1),
    )
    Page.objects.filter(pk=page.pk).update(live_revision=page.live_revision)
