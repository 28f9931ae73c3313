"""URLs for developers, included only when DEBUG is on."""

from django.urls import path

from . import dev_views

urlpatterns = [
    path("mail/", dev_views.mail_list, name="dev_mail"),
    path("mail/<str:name>/", dev_views.mail, name="dev_mail_one"),
    path("mail/<str:name>/html/", dev_views.mail_html, name="dev_mail_html"),
]
