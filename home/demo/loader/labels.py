"""Sample topics and areas."""

from django.utils.text import slugify

from home.demo.content import AREAS, TOPICS
from hub.models import Area, Topic


def make_labels() -> None:
    for topic in TOPICS:
        Topic.objects.get_or_create(
            name=topic.name,
            defaults={"slug": slugify(topic.name), "description": topic.description},
        )
    for name in AREAS:
        Area.objects.get_or_create(name=name, defaults={"slug": slugify(name)})
