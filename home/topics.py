"""The pages of topics: what is coming, what we heard, stories and words about each."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from events.bookings.availability import with_places
from events.models import SessionPage, SessionPageTopic
from events.optional_features import feature_url
from home.models import GlossaryTerm
from home.topic_listing import topics_with_content
from hub.models import Topic
from stories.models import Piece, SummaryPage

MAX_CARDS = 6  # of each kind; a link leads to the rest
CRUMBS = [("Home", "/")]
public_no_cache = cache_control(public=True, no_cache=True)  # as on pages: see BasePage.serve


@require_safe
@public_no_cache
def topics(request: HttpRequest) -> HttpResponse:
    """List the topics that have something to see."""
    context = {
        "topics": topics_with_content(),
        "social_title": "Topics",
        "social_description": "What we talk about. Each topic has its sessions and stories.",
        "crumbs": CRUMBS,
        "crumb_here": "Topics",
    }
    return render(request, "home/topics.html", context)


@require_safe
@public_no_cache
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all that is public about a topic, in a constant number of queries."""
    shown = get_object_or_404(Topic, slug=slug)
    context = {
        "topic": shown,
        **about(shown),
        "social_title": f"Topic: {shown.name}",
        "social_description": shown.description,
        "crumbs": [*CRUMBS, ("Topics", reverse("topics"))],
        "crumb_here": shown.name,
    }
    return render(request, "home/topic.html", context)


def about(topic: Topic) -> dict[str, Any]:
    """Return sessions, summaries, stories and words of a topic, the first few of each, with links.

    A summary belongs here by its own topics, or by those of its session.
    """
    now, query = timezone.now(), f"?topic={topic.slug}"
    with_topic = SessionPageTopic.objects.filter(topic=topic).values("page")
    sessions = SessionPage.objects.open_to_all().filter(pk__in=with_topic)
    coming = with_places(sessions.upcoming(now).with_facts()[: MAX_CARDS + 1])
    of_sessions = SummaryPage.objects.filter(session__in=sessions.order_by().values("pk"))
    pieces = Piece.objects.open_to_all().for_cards().newest_first()
    is_about = Q(pk__in=topic.pieces.order_by().values("pk"))
    is_summary = Q(pk__in=SummaryPage.objects.order_by().values("pk"))
    heard = list(
        pieces.filter(is_summary, is_about | Q(pk__in=of_sessions.order_by().values("pk")))
    )
    stories = list(pieces.filter(is_about, ~is_summary)[: MAX_CARDS + 1])
    tell_me = feature_url("tell_me")
    return {
        "coming": coming[:MAX_CARDS],
        "coming_url": reverse("sessions") + query if coming[MAX_CARDS:] else "",
        "heard": heard[:MAX_CARDS],
        "more_heard": heard[MAX_CARDS:],
        "stories": stories[:MAX_CARDS],
        "stories_url": f"/stories/{query}" if stories[MAX_CARDS:] else "",
        "past_url": f"{reverse('sessions')}{query}&past=1" if sessions.past(now).exists() else "",
        "words": list(GlossaryTerm.objects.open_to_all().filter(topic=topic)),
        "alerts_url": tell_me and tell_me + query,
        "subscribe_url": reverse("sessions_subscribe") + query,
    }
