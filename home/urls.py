"""URLs of the site search and of topics."""

from django.urls import path

from .search import search
from .topics import topic, topics

urlpatterns = [
    path("search/", search, name="search"),
    path("topics/", topics, name="topics"),
    path("topics/<slug:slug>/", topic, name="topic"),
]
