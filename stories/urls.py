"""URLs of stories."""

from django.urls import path

from stories.views import share, thank_you

from .feeds import StoriesFeed

urlpatterns = [
    path("stories/feed/", StoriesFeed(), name="stories_feed"),
    path("share-your-story/", share, name="share_your_story"),
    path("share-your-story/thank-you/", thank_you, name="share_thank_you"),
]
