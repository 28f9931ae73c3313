"""Background tasks of the search."""

from django_tasks import task
from wagtail.search import index

from events.models import SessionPage
from stories.models import Piece


@task()
def reindex_topic(topic_id: int) -> None:
    """Reindex the pages of a renamed topic, outside any request."""
    for page in Piece.objects.filter(topics=topic_id).specific():
        index.insert_or_update_object(page)
    for page in SessionPage.objects.filter(topic_links__topic=topic_id):
        index.insert_or_update_object(page)
