"""URL patterns of the organisers' screens of broadcasts."""

from django.urls import path

from events.broadcasts import admin_views

app_name = "broadcasts"
urlpatterns = [path("<int:pk>/write/", admin_views.WriteView.as_view(), name="write")]
