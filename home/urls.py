"""URLs of the site search."""

from django.urls import URLPattern, URLResolver, path

from .search import search

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search, name="search"),
]
