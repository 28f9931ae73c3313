"""URL patterns of the public pages."""

from datetime import date

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views.generic import TemplateView
from wagtail.views import serve

from events.optional_features import feature_urls
from events.public.atom import SessionsFeed
from events.public.ical_feeds import booking_calendar, session_calendar, sessions_calendar
from events.public.views import (
    booking,
    form_links,
    manage,
    personal_calendar,
    privacy,
    rebook,
    sessions,
)
from events.public.views.booked_twice import booked_twice
from events.public.views.booking import BookingWizard
from events.public.views.decorators import capability_url, private
from events.public.views.join import join
from events.public.views.lost_link import LinkSentView, lost_link, same_answers
from events.public.views.manage_change import ChangeBookingWizard
from events.public.views.paper import paper
from events.public.views.session_picture import session_picture


class MonthConverter:
    """A URL converter from 2027-01 to the first day of the month."""

    regex = "20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        return f"{value:%Y-%m}"


register_converter(MonthConverter, "month")

session_patterns: list[URLPattern] = [
    path("calendar.ics", session_calendar, name="session_calendar"),
    path("picture-<int:number>.jpg", session_picture, name="session_picture"),
    path("book/", booking.start, name="book_start"),
    path("book/carry-on/", form_links.carry_on, name="book_carry_on"),
    path("book/forget/", booking.forget, name="book_forget"),
    path("book/forgotten/", booking.forgotten, name="book_forgotten"),
    path("book/<slug:step>/", booking.begin, name="book_begin"),
    path("book/<uuid:attempt>/forget/", booking.forget, name="book_forget"),
    path("book/<uuid:attempt>/later/", form_links.ask, name="form_link_ask"),
    path("book/<uuid:attempt>/later/sent/", form_links.sent, name="form_link_sent"),
    path("book/<uuid:attempt>/<slug:step>/", BookingWizard.as_view(), name="book"),
]

booking_patterns: list[URLPattern] = [
    path("", manage.manage, name="manage"),
    path("booked/", manage.booked, name="booked"),
    path("answer/", manage.act, {"field": "answer"}, name="answer"),
    path("cancel/", manage.cancel, name="cancel"),
    path("undo/", manage.act, {"field": "undo"}, name="undo"),
    path("reminders/", manage.act, {"field": "reminders"}, name="reminders"),
    path("new-link/", manage.new_link, name="new_link"),
    path("calendar-title/", manage.act, {"field": "title"}, name="calendar_title"),
    path("change/<slug:step>/", ChangeBookingWizard.as_view(), name="manage_change"),
    path("change/<uuid:attempt>/<slug:step>/", ChangeBookingWizard.as_view(), name="manage_change"),
    path("join/", join, name="join"),
    path("paper/", paper, name="paper"),
    path("again/", rebook.book_again, name="book_again"),
    path("same/", rebook.keep_change_forget, name="keep_change_forget"),
    path("twice/<str:other>/", booked_twice, name="booked_twice"),
    path("calendar.ics", booking_calendar, name="booking_calendar"),
    path("own-calendar/", personal_calendar.own_calendar, name="own_calendar"),
    path("my-data/", privacy.my_data, name="my_data"),
    path("my-data.json", privacy.my_data_file, name="my_data_file"),
    path("erase/", privacy.erase_booking, name="erase_booking"),
]

# Pages that only say what has happened.
lost_link_sent = LinkSentView.as_view(template_name="events/manage/lost_link_sent.html")
lost_link_texted = LinkSentView.as_view(
    template_name="events/manage/lost_link_texted.html",
    extra_context={"crumbs": [("Home", "/")], "crumb_here": "Look at your phone"},
)
new_link_sent = LinkSentView.as_view(template_name="events/manage/new_link_sent.html")
erased = private(TemplateView.as_view(template_name="events/erased.html"))
erased_after_mail = private(
    TemplateView.as_view(template_name="events/erased.html", extra_context={"mail_goes_out": True})
)
own_feed_stopped = capability_url(
    TemplateView.as_view(
        template_name="events/own_calendar/stopped.html", extra_context={"crumbs": []}
    )
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/", serve, {"path": "sessions/"}, name="sessions"),  # Wagtail's: a page
    path("sessions/calendar.ics", sessions_calendar, name="sessions_calendar"),
    path("sessions/feed/", SessionsFeed(), name="sessions_feed"),
    path("sessions/subscribe/", sessions.subscribe, name="sessions_subscribe"),
    path("sessions/month/<month:first>/", sessions.month, name="sessions_month"),
    path("sessions/<slug:series>/<slug:date>/", include(session_patterns)),
    path("bookings/lost-link/", lost_link, name="lost_link"),
    path("bookings/lost-link/sent/", lost_link_sent, name="lost_link_sent"),
    path("bookings/lost-link/texted/", lost_link_texted, name="lost_link_texted"),
    path("bookings/same-again/", same_answers, name="same_answers"),
    path("bookings/new-link-sent/", new_link_sent, name="new_link_sent"),
    path("bookings/erased/", erased, name="erased"),
    path("bookings/erased/last-email/", erased_after_mail, name="erased_after_mail"),
    path("bookings/form/<str:token>/", form_links.form_link, name="form_link"),
    path("bookings/<str:token>/", include(booking_patterns)),
    path("my-calendar/stopped/", own_feed_stopped, name="own_feed_stopped"),
    path("my-calendar/<str:secret>/", personal_calendar.page, name="own_feed_page"),
    path("my-calendar/<str:secret>/my-brews.ics", personal_calendar.file, name="own_feed"),
    *feature_urls(),
]
