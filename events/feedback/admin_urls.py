"""URL patterns of the organisers' screens of feedback."""

from django.urls import path

from events.feedback import admin_views

app_name = "feedback"
urlpatterns = [
    path("<int:pk>/said/", admin_views.AddFeedbackView.as_view(), name="add"),
    path("said/<int:pk>/delete/", admin_views.DeleteFeedbackView.as_view(), name="delete"),
]
