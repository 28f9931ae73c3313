"""URL patterns of the organisers' screens of regulars."""

from django.urls import path

from events.regulars import admin_views

app_name = "regulars"
urlpatterns = [path("questions/<int:pk>/", admin_views.answer, name="answer_invitation")]
