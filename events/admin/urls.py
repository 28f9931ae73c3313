"""URL patterns of the sessions admin."""

from django.urls import path

from events.admin import (
    bookings,
    delivery_problems,
    downloads,
    lists,
    search,
    series,
    session,
    session_changes,
)

app_name = "desk"
urlpatterns = [
    path("", lists.coming, name="coming"),
    path("find/", search.find, name="find"),
    path("past/", lists.past, name="past"),
    path("messages/", delivery_problems.delivery_problems, name="messages"),
    path("messages/<int:pk>/again/", delivery_problems.send_again, name="send_again"),
    path("messages/<int:pk>/let-go/", delivery_problems.dismiss, name="let_go"),
    path("<int:pk>/", session.session_detail, name="session"),
    path("<int:pk>/sheet/", session.print_sheet, name="sheet"),
    path("<int:pk>/export/", downloads.choose_export, name="export"),
    path("<int:pk>/export/<str:needs>.<str:kind>", downloads.download, name="download"),
    path("<int:pk>/book/", bookings.enter, name="enter_booking"),
    path("<int:pk>/move/", session_changes.move, name="move"),
    path("<int:pk>/cancel/", session_changes.cancel, name="cancel"),
    path("<int:pk>/restore/", session_changes.restore, name="restore"),
    path("<int:pk>/note/", session_changes.note, name="note"),
    path("<int:pk>/details/", session_changes.details, name="details"),
    path("bookings/<int:pk>/open/", search.open_page, name="open_booking"),
    path("bookings/<int:pk>/cancel/", bookings.cancel, name="cancel_booking"),
    path("bookings/<int:pk>/place/", bookings.give_place, name="give_place"),
    path("bookings/<int:pk>/phoned/", delivery_problems.mark_called, name="phoned"),
    path("bookings/<int:pk>/talked/", session.mark_talked, name="talked"),
    path("needs/<int:pk>/", session.answer_need, name="answer_need"),
    path("series/dates/", series.show_dates, name="show_dates"),
    path("series/<int:pk>/add/", series.add_dates, name="add_dates"),
    path("series/<int:pk>/plan/", series.plan, name="plan"),
]
