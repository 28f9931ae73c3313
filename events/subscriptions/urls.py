"""URL patterns of the pages of subscribers."""

from django.urls import path

from events.subscriptions import views

urlpatterns = [
    path("tell-me/", views.subscribe, name="tell_me"),
    path("tell-me/sent/", views.sent, name="tell_me_sent"),
    path("tell-me/<str:token>/", views.page, name="tell_me_page"),
    path("tell-me/<str:token>/stop/", views.stop, name="tell_me_stop"),
]
