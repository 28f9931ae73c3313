from django.urls import URLPattern, URLResolver, path

from .feeds import StoriesFeed
from .share import share, thank_you

urlpatterns: list[URLPattern | URLResolver] = [
    path("stories/feed/", StoriesFeed(), name="stories_feed"),
    path("share-your-story/", share, name="share_your_story"),
    path("share-your-story/thank-you/", thank_you, name="share_thank_you"),
]
