"""URL patterns of the feedback pages."""

from django.urls import path

from events.feedback import views

urlpatterns = [
    path("bookings/<str:token>/feedback/", views.feedback, name="feedback"),
    path("bookings/<str:token>/feedback/thank-you/", views.thanks, name="feedback_thanks"),
    path(
        "bookings/<str:token>/feedback/words/<int:pk>/take-back/",
        views.take_back,
        name="take_quote_back",
    ),
]
