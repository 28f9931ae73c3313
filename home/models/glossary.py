"""The glossary page."""

from itertools import groupby
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.text import slugify
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from hub.models import BasePage
from hub.models.pages import BasePageForm
from hub.public_pages import publicly_visible


class GlossaryPageForm(BasePageForm):
    """A form that rejects duplicate terms: each anchor must be unique."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        if self.is_deferred_validation:
            return is_valid
        anchors = set()
        for form in self.formsets["words"].forms:
            word = getattr(form, "cleaned_data", {}).get("word")
            if not word or form.cleaned_data.get("DELETE"):
                continue
            anchor = GlossaryTerm(word=word).anchor
            if anchor in anchors and not form.has_error("word"):
                form.add_error("word", "This word is here twice. Write all that it means in one.")
            is_valid = is_valid and not form.has_error("word")
            anchors.add(anchor)
        return is_valid


class GlossaryPage(BasePage):
    """The glossary, from A to Z, with an anchor for each term (WCAG 3.1.3)."""

    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    page_description = "Hard words and what we mean by them."

    content_panels = [
        *BasePage.content_panels,
        InlinePanel("words", heading="The words", label="word"),
    ]
    base_form_class = GlossaryPageForm
    search_fields = [
        *BasePage.search_fields,
        index.RelatedFields("words", [index.SearchField("word"), index.SearchField("meaning")]),
    ]

    class Meta:
        verbose_name = "words we use"
        verbose_name_plural = "words we use"

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        words = sorted(self.words.select_related("topic"), key=lambda each: each.word.casefold())
        context["letters"] = [
            (letter, list(entries))
            for letter, entries in groupby(words, key=lambda each: each.word[:1].upper())
        ]
        return context


class GlossaryTermQuerySet(models.QuerySet):
    def open_to_all(self) -> "GlossaryTermQuerySet":
        """Return the terms of the public glossary, from A to Z."""
        pages = publicly_visible(GlossaryPage.objects.order_by())
        return self.filter(page__in=pages.values("pk")).select_related("page").order_by("word")


class GlossaryTerm(Orderable):
    page = ParentalKey(GlossaryPage, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=80)
    meaning = models.TextField(help_text="What we mean by it, in one to three short sentences.")
    example = models.TextField(blank=True, help_text="A sentence with the word in it.")
    topic = models.ForeignKey(
        "hub.Topic",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Choose a topic to show the word on the page of that topic too.",
    )

    objects = GlossaryTermQuerySet.as_manager()

    panels = ["word", "meaning", "example", "topic"]

    def __str__(self) -> str:
        return self.word

    @property
    def anchor(self) -> str:
        """Return the URL fragment of this term."""
        return slugify(self.word) or f"word-{self.pk}"
