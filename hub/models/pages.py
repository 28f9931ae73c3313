"""The base of every page model."""

from http import HTTPMethod
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PagePermissionTester, PageViewRestriction
from wagtail.search import index

from hub.file_names import MESSAGE as NAME_OF_FILE
from hub.file_names import is_file_name
from hub.models.users import User
from hub.page_context import page_context
from hub.permissions import ProtectedPagePermissionTester
from hub.public_pages import restrictions_of
from hub.reserved_slugs import is_taken


class BasePageForm(WagtailAdminPageForm):
    """A page form that can save and preview incomplete drafts."""

    def clean(self) -> dict[str, Any]:
        """Take out a time to go that has passed. Wagtail refuses it, in a panel that is closed."""
        expire_at, before = self.cleaned_data.get("expire_at"), self.instance.expire_at
        before = before and before.replace(second=0, microsecond=0)  # as its field shows it
        if expire_at and expire_at == before and expire_at < timezone.now():
            self.cleaned_data["expire_at"] = None
            self.instance.has_lapsed_expiry = True
        return super().clean()

    def _post_clean(self) -> None:
        self.instance.is_deferred_validation = self.is_deferred_validation
        super()._post_clean()
        slug = self.cleaned_data.get("slug")
        if slug and not self.is_deferred_validation and is_taken(self.parent_page, slug):
            self.add_error(
                "slug",
                f"The site itself uses “{slug}”, so nobody would see this page. "
                f"Choose another address, for example “{slug}-page”.",
            )


def title_panel(help_text: str) -> TitleFieldPanel:
    """Return a title panel that also fills in the slug, with this help text."""
    return TitleFieldPanel("title", placeholder="Title", help_text=help_text)


SEARCH_PANELS = [
    FieldPanel(
        "seo_title",
        heading="Name for search engines",
        help_text="Only if it should be another than the name of the page.",
    ),
    FieldPanel(
        "search_description",
        heading="Words for search engines",
        help_text="Only if they should be others than the summary.",
    ),
]


class BasePage(Page):
    """A page with a summary and an optional picture at the top.

    Cards, search results and shared links show the summary.
    """

    summary = models.TextField(
        max_length=300,
        blank=True,
        help_text="One or two short sentences. People see this in lists and when the page is shared.",
    )
    picture = models.ForeignKey(
        "hub.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    picture_description = models.CharField(
        max_length=250,
        blank=True,
        help_text="Say what the picture shows, for someone who cannot see it.",
    )
    picture_is_decorative = models.BooleanField(
        default=False,
        help_text="Tick this if the picture adds nothing to the words. Then it is skipped when read aloud.",
    )

    picture_panel = MultiFieldPanel(
        ["picture", "picture_description", "picture_is_decorative"], heading="Picture at the top"
    )
    content_panels = [
        title_panel("The name of the page, as people see it."),
        "summary",
        picture_panel,
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    menu_panel = MultiFieldPanel(
        [
            FieldPanel(
                "show_in_menus",
                heading="Show it in the menu",
                help_text="Only pages right below the home page can stand there.",
            )
        ],
        heading="The menu at the top",
    )
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug", heading="Address", help_text="The last part of its web address."
                ),
                *SEARCH_PANELS,
            ],
            heading="How people find it",
        ),
        menu_panel,
    ]
    # For pages with a fixed URL: see events/urls.py and stories/urls.py. The title sets no slug.
    content_panels_without_address = [
        FieldPanel("title", classname="title", help_text="The name of the page, as people see it."),
        *content_panels[1:],
    ]
    promote_panels_without_address = [
        MultiFieldPanel(SEARCH_PANELS, heading="How people find it"),
        menu_panel,
    ]

    base_form_class = BasePageForm
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    may_expire = True  # whether editors may set an expiry date
    is_protected = False  # linked to by the site itself: cannot be deleted or unpublished
    has_lapsed_expiry = False  # the form took out an expiry date in the past
    is_deferred_validation = False  # a draft is being saved or previewed

    class Meta:
        abstract = True

    def publication_errors(self) -> dict[str, str]:
        """Return the errors that prevent publication, by field."""
        if self.expire_at and self.is_protected:
            return {"expire_at": "The site needs this page. Change its words instead."}
        if self.expire_at and not self.may_expire:
            return {"expire_at": "People may have booked here. Cancel the date instead."}
        if self.picture_id and not self.picture_is_decorative:
            if not self.picture_description:
                message = "Describe the picture, or tick that it is decorative."
                return {"picture_description": message}
            if is_file_name(self.picture_description):
                return {"picture_description": NAME_OF_FILE}
        return {}

    def clean(self) -> None:
        super().clean()
        if not self.is_deferred_validation and (errors := self.publication_errors()):
            raise ValidationError(errors)

    def permissions_for_user(self, user: User) -> PagePermissionTester:
        return (
            ProtectedPagePermissionTester(user, self)
            if self.is_protected
            else super().permissions_for_user(user)
        )

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        return restrictions_of(self)

    def update_aliases(self, **kwargs: object) -> None:
        """Show aliases once the page itself is live: Wagtail shows those of a scheduled draft too."""
        if self.live:
            super().update_aliases(**kwargs)
            return
        for alias in self.aliases.all():
            alias.unpublish(log_action=False)

    def with_content_json(self, content: dict) -> "BasePage":
        """Keep `live_revision_id`, which Wagtail drops (see `cancel_scheduled_unpublish`)."""
        page = super().with_content_json(content)
        page.live_revision_id = self.live_revision_id
        return page

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | page_context(self, request)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Let anyone cache the page, to be revalidated. Wagtail forbids it for a private page."""
        response = super().serve(request, *args, **kwargs)
        patch_cache_control(response, public=True, no_cache=True)
        return response

    @property
    def picture_alt(self) -> str:
        """Return the alternative text (WCAG 1.1.1), empty for a decorative picture."""
        return "" if self.picture_is_decorative else self.picture_description
