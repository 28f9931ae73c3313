"""URL patterns of the provider's callbacks."""

from django.urls import path

from events.texts import views

urlpatterns = [
    path("texts/receipt/", views.receipt, name="text_receipt"),
    path("texts/reply/", views.reply, name="text_reply"),
]
