"""A minimal Django application: one view, no middleware, no database."""

from django.conf import settings

if not settings.configured:
    settings.configure(
        SECRET_KEY="only-for-measuring",
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF="bench_app.bare",
        MIDDLEWARE=[],
    )

from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare)]
application = get_wsgi_application() if settings.ROOT_URLCONF == "bench_app.bare" else None
