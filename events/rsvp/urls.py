"""URL patterns of the pages of calendar replies."""

from django.urls import path

from events.rsvp import views

urlpatterns = [path("bookings/<str:token>/said-no/", views.said_no, name="said_no")]
