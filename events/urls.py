"""URL patterns of the public pages."""

from django.urls import URLPattern, URLResolver, path, register_converter
from wagtail.views import serve

from events.optional_features import feature_urls
from events.public.atom import SessionsFeed
from events.public.ical_feeds import booking_calendar, session_calendar, sessions_calendar
from events.public.months import MonthConverter
from events.public.views import (
    booking,
    manage,
    personal_calendar,
    privacy,
    rebook,
    sessions,
)
from events.public.views.booking import BookingWizard
from events.public.views.join import join
from events.public.views.manage_change import ChangeBookingWizard

register_converter(MonthConverter, "month")

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", serve, {"path": "sessions/"}, name="sessions"),  # Wagtail's: a page
    path("sessions/calendar.ics", sessions_calendar, name="sessions_calendar"),
    path("sessions/feed/", SessionsFeed(), name="sessions_feed"),
    path("sessions/subscribe/", sessions.subscribe, name="sessions_subscribe"),
    path("sessions/month/<month:first>/", sessions.month, name="sessions_month"),
    path(
        "sessions/<slug:series>/<slug:date>/calendar.ics", session_calendar, name="session_calendar"
    ),
    path("sessions/<slug:series>/<slug:date>/book/", booking.start, name="book_start"),
    path("sessions/<slug:series>/<slug:date>/book/forget/", booking.forget, name="book_forget"),
    path(
        "sessions/<slug:series>/<slug:date>/book/forgotten/",
        booking.forgotten,
        name="book_forgotten",
    ),
    path(
        "sessions/<slug:series>/<slug:date>/book/<slug:step>/",
        BookingWizard.as_view(),
        name="book",
    ),
    path("bookings/lost-link/", manage.lost_link, name="lost_link"),
    path("bookings/lost-link/sent/", manage.lost_link_sent, name="lost_link_sent"),
    path("bookings/new-link-sent/", manage.new_link_sent, name="new_link_sent"),
    path("bookings/erased/", privacy.erased, name="erased"),
    path("bookings/<str:token>/", manage.manage, name="manage"),
    path("bookings/<str:token>/booked/", manage.booked, name="booked"),
    path("bookings/<str:token>/answer/", manage.answer, name="answer"),
    path("bookings/<str:token>/cancel/", manage.cancel, name="cancel"),
    path("bookings/<str:token>/undo/", manage.undo, name="undo"),
    path("bookings/<str:token>/reminders/", manage.reminders, name="reminders"),
    path("bookings/<str:token>/new-link/", manage.new_link, name="new_link"),
    path("bookings/<str:token>/calendar-title/", manage.calendar_title, name="calendar_title"),
    path(
        "bookings/<str:token>/change/<slug:step>/",
        ChangeBookingWizard.as_view(),
        name="manage_change",
    ),
    path("bookings/<str:token>/join/", join, name="join"),
    path("bookings/<str:token>/again/", rebook.book_again, name="book_again"),
    path("bookings/<str:token>/calendar.ics", booking_calendar, name="booking_calendar"),
    path("bookings/<str:token>/own-calendar/", personal_calendar.own_calendar, name="own_calendar"),
    path("bookings/<str:token>/my-data/", privacy.my_data, name="my_data"),
    path("bookings/<str:token>/my-data.json", privacy.my_data_file, name="my_data_file"),
    path("bookings/<str:token>/erase/", privacy.erase_booking, name="erase_booking"),
    path("my-calendar/stopped/", personal_calendar.stopped, name="own_feed_stopped"),
    path("my-calendar/<str:secret>/", personal_calendar.page, name="own_feed_page"),
    path("my-calendar/<str:secret>/my-brews.ics", personal_calendar.file, name="own_feed"),
    *feature_urls(),
]
