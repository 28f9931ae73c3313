"""The site's URLs and the bare view."""

from django.urls import include, path

from .bare import bare

urlpatterns = [path("bare/", bare), path("", include("hub.urls"))]
