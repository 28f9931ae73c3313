"""URL patterns of the page of suppliers."""

from django.urls import path

from events.suppliers import views

urlpatterns = [path("suppliers/<str:token>/", views.supplier_answer, name="supplier_answer")]
