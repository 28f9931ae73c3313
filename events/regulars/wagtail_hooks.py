"""Wagtail hooks of regulars."""

from django.urls import URLResolver, include, path
from wagtail import hooks

from events.regulars.admin_views import AnswerInvitationView


@hooks.register("register_admin_urls")
def regular_urls() -> list[URLResolver]:
    urlpatterns = [
        path("questions/<int:pk>/", AnswerInvitationView.as_view(), name="answer_invitation")
    ]
    return [path("sessions/", include((urlpatterns, "regulars")))]
