"""URLs of the site search."""

from django.urls import path

from home.search.views import search

urlpatterns = [
    path("search/", search, name="search"),
]
