"""The page of promises."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from hub.models import BasePage


class CommitmentsPage(BasePage):
    """A page of promises, each with its status and what has happened since."""

    introduction = RichTextField(
        blank=True,
        features=["bold", "italic", "ol", "ul", "link", "document-link"],
        help_text="Who made these promises, when, and when they will be looked at again.",
    )

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = "Promises, each with what has happened since."

    content_panels = [
        *BasePage.content_panels,
        "introduction",
        InlinePanel("commitments", heading="The promises", label="promise"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.RelatedFields(
            "commitments", [index.SearchField("title"), index.SearchField("promise")]
        ),
    ]

    class Meta:
        verbose_name = "page of promises"
        verbose_name_plural = "pages of promises"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["commitments"] = self.commitments.all()
        return context


class Commitment(Orderable):
    """A promise. Its number is its position in the list."""

    class Status(models.TextChoices):
        NOT_YET = "not-yet", "Not started yet"
        UNDER_WAY = "under-way", "Under way"
        DONE = "done", "Done"
        STUCK = "stuck", "Stuck"

    page = ParentalKey(CommitmentsPage, on_delete=models.CASCADE, related_name="commitments")
    title = models.CharField(max_length=120)
    promise = models.TextField(help_text="What the group will do, in plain words.")
    what_happened = models.TextField(
        "what happened since", blank=True, help_text="Be open, also when nothing happened."
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.NOT_YET)

    panels = ["title", "promise", "what_happened", "status"]

    # The colour of the tag. It repeats the label, so colour never carries meaning alone.
    TAG_KINDS = {Status.DONE: "go", Status.UNDER_WAY: "", Status.STUCK: "stop"}

    def __str__(self) -> str:
        return self.title

    @property
    def tag_kind(self) -> str:
        return self.TAG_KINDS.get(self.Status(self.status), "wait")
