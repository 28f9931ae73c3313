"""URL patterns of the pages of regulars."""

from django.urls import path

from events.regulars import views

urlpatterns = [
    path("bookings/<str:token>/every-time/", views.every_time, name="every_time"),
    path("every-month/stopped/", views.stopped, name="every_month_stopped"),
    path("every-month/<str:token>/", views.page, name="every_month"),
    path("every-month/<str:token>/stop/", views.stop, name="every_month_stop"),
]
