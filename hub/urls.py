"""The root URLconf. Each app has its own; Wagtail pages come last."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.views.account import PasswordResetView
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.views import serve as wagtaildocs_views

from hub import dev_views, styleguide, views
from hub.login_limits import limit_password_resets, limit_wrong_passwords
from hub.sitemap import PublicSitemap

from .documents import document, media

urlpatterns = [
    path("health/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PublicSitemap}}, name="sitemap"),
    path("easier-to-read/", views.easier_to_read, name="easier_to_read"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    # Wagtail's own addresses of these three, with limits.
    path("admin/password_reset/", limit_password_resets(PasswordResetView.as_view())),
    path(
        "_util/authenticate_with_password/<int:restriction>/<int:page>/",
        limit_wrong_passwords(wagtail_views.authenticate_with_password),
    ),
    path(
        "documents/authenticate_with_password/<int:restriction>/",
        limit_wrong_passwords(wagtaildocs_views.authenticate_with_password),
    ),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documents/(?P<document_id>\d{1,9})/(?P<filename>.*)$", document, name="document"),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.*)$", media, name="media"),
    path("", include("home.urls")),
    path("", include("stories.urls")),
    path("", include("events.urls")),
]
if settings.DEBUG:
    urlpatterns += [
        path("dev/mail/", dev_views.mail_list, name="dev_mail"),
        path("dev/mail/<str:name>/", dev_views.mail, name="dev_mail_one"),
        path("dev/mail/<str:name>/html/", dev_views.mail_html, name="dev_mail_html"),
    ]
urlpatterns += [path("", include(wagtail_urls))]

handler403 = "hub.views.forbidden"
handler404 = "hub.views.not_found"
handler500 = "hub.views.server_error"
