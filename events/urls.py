from django.urls import URLPattern, URLResolver, path, register_converter

from events.atom import SessionsFeed
from events.feeds import booking_calendar, session_calendar, sessions_calendar
from events.months import MonthConverter
from events.views import privacy, sessions

register_converter(MonthConverter, "month")

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/calendar.ics", sessions_calendar, name="sessions_calendar"),
    path("sessions/feed/", SessionsFeed(), name="sessions_feed"),
    path("sessions/subscribe/", sessions.subscribe, name="sessions_subscribe"),
    path("sessions/month/<month:first>/", sessions.month, name="sessions_month"),
    path("sessions/<slug:series>/", sessions.series, name="series"),
    path("sessions/<slug:series>/<slug:date>/", sessions.session, name="session"),
    path(
        "sessions/<slug:series>/<slug:date>/calendar.ics", session_calendar, name="session_calendar"
    ),
    path("bookings/erased/", privacy.erased, name="erased"),
    path("bookings/<str:token>/calendar.ics", booking_calendar, name="booking_calendar"),
    path("bookings/<str:token>/my-data/", privacy.my_data, name="my_data"),
    path("bookings/<str:token>/my-data.json", privacy.my_data_file, name="my_data_file"),
    path("bookings/<str:token>/erase/", privacy.erase_booking, name="erase_booking"),
]
