"""Usage counts of topics and areas, shown before an editor deletes one."""

from django.utils.text import get_text_list

from events.models import SeriesPage, SessionPage, SessionPageTopic, Subscriber
from home.models import GlossaryTerm
from hub.models import Area, Topic
from hub.words import people_count
from stories.models import Piece


def usage_of(label: Topic | Area) -> str:
    """Return the usage in short sentences, empty when the label is unused."""
    if isinstance(label, Topic):
        kind, choice = "topic", "topics"
        usage = [
            (Piece.objects.filter(topics=label).count(), "story or poem", "stories and poems"),
            (SessionPageTopic.objects.filter(topic=label).count(), "session", "sessions"),
            (GlossaryTerm.objects.filter(topic=label).count(), "word", "words"),
        ]
    else:
        kind, choice = "area", "areas"
        usage = [
            (SessionPage.objects.filter(area=label).count(), "session", "sessions"),
            (SeriesPage.objects.filter(area=label).count(), "series", "series"),
        ]
    subscribers = Subscriber.objects.filter(
        **{choice: label}, everything=False, confirmed_at__isnull=False
    ).count()
    sentences = []
    if pages := [f"{n} {one if n == 1 else many}" for n, one, many in usage if n]:
        sentences.append(f"It is on {get_text_list(pages, 'and')}. They stay, without this {kind}.")
    if subscribers:
        people = people_count(subscribers)
        sentences.append(f"{people} asked to hear of it. We could not tell them any more.")
    return " ".join(sentences)
