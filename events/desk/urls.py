from django.urls import path

from . import (
    bookings,
    dates,
    letters,
    lists,
    one_session,
    papers,
    post,
    regulars,
    said,
    series,
)

app_name = "desk"
urlpatterns = [
    path("", lists.coming, name="coming"),
    path("past/", lists.past, name="past"),
    path("messages/", post.not_sent, name="messages"),
    path("messages/<int:pk>/again/", post.send_again, name="send_again"),
    path("<int:pk>/", one_session.one_session, name="session"),
    path("<int:pk>/sheet/", one_session.sheet, name="sheet"),
    path("<int:pk>/export/", papers.choose_export, name="export"),
    path("<int:pk>/export/<str:needs>.<str:kind>", papers.download, name="download"),
    path("<int:pk>/write/", letters.write, name="write"),
    path("<int:pk>/book/", bookings.enter, name="enter_booking"),
    path("<int:pk>/move/", dates.move, name="move"),
    path("<int:pk>/cancel/", dates.cancel, name="cancel"),
    path("<int:pk>/restore/", dates.restore, name="restore"),
    path("<int:pk>/note/", dates.note, name="note"),
    path("<int:pk>/details/", dates.details, name="details"),
    path("<int:pk>/said/", said.write_down, name="write_down"),
    path("said/<int:pk>/delete/", said.take_out, name="take_out"),
    path("bookings/<int:pk>/cancel/", bookings.cancel, name="cancel_booking"),
    path("bookings/<int:pk>/place/", bookings.give_place, name="give_place"),
    path("bookings/<int:pk>/phoned/", post.have_phoned, name="phoned"),
    path("questions/<int:pk>/", regulars.answer, name="answer_question"),
    path("needs/<int:pk>/", one_session.answer_need, name="answer_need"),
    path("series/dates/", series.show_dates, name="show_dates"),
    path("series/<int:pk>/add/", series.add_dates, name="add_dates"),
    path("series/<int:pk>/plan/", series.plan, name="plan"),
]
