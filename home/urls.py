"""URLs of the site search and of topics."""

from django.urls import path

from home.search.views import search
from home.topics import topic, topics

urlpatterns = [
    path("search/", search, name="search"),
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
]
