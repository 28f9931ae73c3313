"""The topics that have a page of their own worth listing."""

from django.db.models import Exists, OuterRef, QuerySet

from events.models import SessionPage, SessionPageTopic
from home.models.glossary import GlossaryTerm
from hub.models import Topic
from stories.models import Piece


def topics_with_content() -> QuerySet[Topic]:
    """Return the topics of public sessions, pieces or words. One query."""
    sessions = SessionPage.objects.open_to_all().order_by().values("pk")
    return Topic.objects.filter(
        Exists(SessionPageTopic.objects.filter(topic=OuterRef("pk"), page__in=sessions))
        | Exists(Piece.objects.open_to_all().order_by().filter(topics=OuterRef("pk")))
        | Exists(GlossaryTerm.objects.open_to_all().filter(topic=OuterRef("pk")))
    )
