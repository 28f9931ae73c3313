"""Usage counts of topics and areas, shown before an editor deletes one."""

from events.models import SeriesPage, SessionPage, SessionPageTopic, Subscriber
from hub.models import Area, Topic
from stories.models import Piece


def usage_of(label: Topic | Area) -> str:
    """Return the usage in short sentences, empty when the label is unused."""
    if isinstance(label, Topic):
        kind, choice = "topic", "topics"
        pieces = Piece.objects.filter(topics=label).count()
        sessions = SessionPageTopic.objects.filter(topic=label).count()
        series = 0
    else:
        kind, choice = "area", "areas"
        pieces = 0
        sessions = SessionPage.objects.filter(area=label).count()
        series = SeriesPage.objects.filter(area=label).count()
    subscribers = Subscriber.objects.filter(
        **{choice: label}, everything=False, confirmed_at__isnull=False
    ).count()

    sentences = []
    if pages := _list_counts(
        [
            (pieces, "story or poem", "stories and poems"),
            (sessions, "session", "sessions"),
            (series, "series", "series"),
        ]
    ):
        sentences.append(f"It is on {pages}. They stay, without this {kind}.")
    if subscribers:
        people = "1 person" if subscribers == 1 else f"{subscribers} people"
        sentences.append(f"{people} asked to hear of it. We could not tell them any more.")
    return " ".join(sentences)


def _list_counts(counted: list[tuple[int, str, str]]) -> str:
    counts = [f"{n} {one if n == 1 else many}" for n, one, many in counted if n]
    return " and ".join(counts)
