"""URL formats of video services. No other module parses or builds these URLs."""

import re
from dataclasses import dataclass

YOUTUBE = re.compile(
    r"^https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/"
    r"(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/)|youtu\.be/)(?P<id>[\w-]{11})(?![\w-])"
)
VIMEO = re.compile(
    r"^https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<id>\d{5,12})"
    r"(?:(?:/|\?(?:[^#]*&)?h=)(?P<key>[0-9a-f]{6,16}))?(?![\w])"
)


@dataclass(frozen=True)
class VideoLink:
    """A video on another service. Nothing is fetched from it before the visitor presses play."""

    service: str  # display name
    id: str
    key: str = ""  # Vimeo's hash for unlisted videos

    @property
    def url(self) -> str:
        """Return the URL of the video page, used without JavaScript."""
        if self.service == "YouTube":
            return f"https://www.youtube.com/watch?v={self.id}"
        return f"https://vimeo.com/{self.id}" + (f"/{self.key}" if self.key else "")

    @property
    def embed_url(self) -> str:
        """Return the player URL, with captions on and as little tracking as the service allows."""
        if self.service == "YouTube":
            return f"https://www.youtube-nocookie.com/embed/{self.id}?cc_load_policy=1&rel=0"
        key = f"h={self.key}&" if self.key else ""
        return f"https://player.vimeo.com/video/{self.id}?{key}dnt=1&texttrack=en"


def video_link(url: str) -> VideoLink | None:
    """Parse the URL of a video page. Return None when it is unsupported."""
    if match := YOUTUBE.match(url.strip()):
        return VideoLink("YouTube", match["id"])
    if match := VIMEO.match(url.strip()):
        return VideoLink("Vimeo", match["id"], match["key"] or "")
    return None
