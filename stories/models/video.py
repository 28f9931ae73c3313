"""The video page."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from hub.blocks.text import FEATURES
from hub.blocks.video import CAPTIONS_CHECKED, validation_errors
from hub.blocks.video_links import VideoLink, video_link
from hub.models.pages import title_panel
from stories.blocks.body import BodyBlock
from stories.models.piece import Piece


class VideoPage(Piece):
    """A video: an uploaded file, or an external link that loads only on request."""

    link = models.URLField("link", blank=True, help_text="A page on YouTube or Vimeo.")
    file = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Or your own file, .mp4 or .webm.",
    )
    captions = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="For your own file: a .vtt file.",
    )
    captions_checked = models.BooleanField(CAPTIONS_CHECKED, default=False)
    length = models.CharField(max_length=40, blank=True, help_text='Such as "4 minutes".')
    transcript = RichTextField(features=FEATURES, help_text="Every word that is said.")
    body = StreamField(BodyBlock(), blank=True, verbose_name="under the video")

    page_description = "A video with captions and all its words."

    content_panels = [
        title_panel("The name of the video, as people see it."),
        MultiFieldPanel(
            [
                "link",
                "file",
                FieldPanel("captions", help_text="For your own file. Its name ends in .vtt."),
                "captions_checked",
                "length",
            ],
            heading="The video",
            help_text="Give a link or a file, not both. A file needs captions.",
        ),
        FieldPanel(
            "transcript",
            help_text="Every word that is said, and what the pictures show where the words do not "
            "say it.",
        ),
        "summary",
        MultiFieldPanel(
            Piece.picture_panel.children,
            heading="Picture",
            help_text="It stands in the place of the video until someone presses play.",
        ),
        "author_name",
        Piece.label_panel,
        FieldPanel("body", help_text="Press the plus sign to add words, pictures or a quote."),
    ]
    search_fields = [
        *Piece.search_fields,
        index.SearchField("transcript"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = "video"

    def publication_errors(self) -> dict[str, str]:
        names = ("link", "file", "captions", "captions_checked", "transcript")
        return super().publication_errors() | validation_errors(
            {name: getattr(self, name) for name in names}
        )

    @property
    def external_video(self) -> VideoLink | None:
        return video_link(self.link)
