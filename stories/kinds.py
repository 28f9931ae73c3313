"""The kinds of pieces, with their labels and URL values."""

from enum import Enum


class Kind(Enum):
    """A kind of piece. The value is the query parameter: /stories/?kind=poem."""

    STORY = "story"
    POEM = "poem"
    VIDEO = "video"
    SUMMARY = "summary"

    @property
    def label(self) -> str:
        return _LABELS[self][0]

    @property
    def plural(self) -> str:
        return _LABELS[self][1]

    @property
    def model(self) -> str:
        """Return the content type's model name."""
        return f"{self.value}page"

    @classmethod
    def of_model(cls, model: str) -> "Kind":
        return cls(model.removesuffix("page"))

    @classmethod
    def named(cls, word: str) -> "Kind | None":
        """Return the kind with this value, or None."""
        return next((kind for kind in cls if kind.value == word), None)


_LABELS = {
    Kind.STORY: ("Story", "Stories"),
    Kind.POEM: ("Poem", "Poems"),
    Kind.VIDEO: ("Video", "Videos"),
    Kind.SUMMARY: ("What we heard", "What we heard"),
}
