"""URL patterns of the organisers' screens of regulars."""

from django.urls import path

from events.regulars import admin_views

app_name = "regulars"
urlpatterns = [
    path(
        "questions/<int:pk>/",
        admin_views.AnswerInvitationView.as_view(),
        name="answer_invitation",
    )
]
