"""URL patterns of the sessions admin."""

from django.urls import path

from events.admin import (
    arrange,
    bookings,
    delivery_problems,
    export,
    needs,
    overview,
    search,
    series,
    session,
    session_changes,
    tasks,
)

app_name = "sessions_admin"
urlpatterns = [
    path("", overview.ComingView.as_view(), name="coming"),
    path("arrange/", arrange.ArrangeView.as_view(), name="arrange"),
    path("arrange/find/", arrange.FindInArrangeView.as_view(), name="find_in_arrange"),
    path("arrange/answer/", arrange.AnswerManyView.as_view(), name="answer_many"),
    path("find/", search.FindView.as_view(), name="find"),
    path("past/", overview.PastView.as_view(), name="past"),
    path("tasks/<int:pk>/done/", tasks.CompleteTaskView.as_view(), name="complete_task"),
    path("messages/", delivery_problems.DeliveryProblemsView.as_view(), name="messages"),
    path("messages/<int:pk>/again/", delivery_problems.SendAgainView.as_view(), name="send_again"),
    path("messages/<int:pk>/let-go/", delivery_problems.DismissView.as_view(), name="let_go"),
    path("<int:pk>/", session.SessionView.as_view(), name="session"),
    path("<int:pk>/sheet/", session.SheetView.as_view(), name="sheet"),
    path("<int:pk>/export/", export.ChooseExportView.as_view(), name="export"),
    path("<int:pk>/export/<str:needs>.<str:kind>", export.DownloadView.as_view(), name="download"),
    path("<int:pk>/book/", bookings.EnterBookingView.as_view(), name="enter_booking"),
    path("<int:pk>/move/", session_changes.MoveView.as_view(), name="move"),
    path("<int:pk>/cancel/", session_changes.CancelView.as_view(), name="cancel"),
    path("<int:pk>/restore/", session_changes.RestoreView.as_view(), name="restore"),
    path("<int:pk>/note/", session_changes.NoteView.as_view(), name="note"),
    path("<int:pk>/details/", session_changes.DetailsView.as_view(), name="details"),
    path("bookings/<int:pk>/open/", search.OpenBookingView.as_view(), name="open_booking"),
    path("bookings/<int:pk>/paper/", bookings.PaperView.as_view(), name="paper"),
    path("bookings/<int:pk>/cancel/", bookings.CancelBookingView.as_view(), name="cancel_booking"),
    path("bookings/<int:pk>/place/", bookings.GivePlaceView.as_view(), name="give_place"),
    path("bookings/<int:pk>/phoned/", delivery_problems.MarkCalledView.as_view(), name="phoned"),
    path("bookings/<int:pk>/talked/", session.MarkTalkedView.as_view(), name="talked"),
    path("needs/<int:pk>/", needs.NeedView.as_view(), name="answer_need"),
    path("needs/<int:pk>/note/", needs.NoteView.as_view(), name="need_note"),
    path("needs/<int:pk>/owner/", needs.OwnerView.as_view(), name="need_owner"),
    path("series/dates/", series.ShowDatesView.as_view(), name="show_dates"),
    path("series/<int:pk>/add/", series.AddDatesView.as_view(), name="add_dates"),
    path("series/<int:pk>/plan/", series.PlanView.as_view(), name="plan"),
]
