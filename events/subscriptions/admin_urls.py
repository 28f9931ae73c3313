"""URL patterns of the organisers' screens of subscriptions."""

from django.urls import path

from events.subscriptions import admin_views

app_name = "subscriptions"
urlpatterns = [path("news/<int:pk>/stop/", admin_views.UnsubscribeView.as_view(), name="stop")]
