"""The kinds of pieces in the gallery, as words in lists and in addresses."""

from enum import Enum


class Kind(Enum):
    """The value is the word in the address: /stories/?kind=poem."""

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
        """The name of its page class, as content types write it."""
        return f"{self.value}page"

    @classmethod
    def of_model(cls, model: str) -> "Kind":
        return cls(model.removesuffix("page"))

    @classmethod
    def named(cls, word: str) -> "Kind | None":
        """The kind that an address asks for, or None when there is no such kind."""
        return next((kind for kind in cls if kind.value == word), None)


_LABELS = {
    Kind.STORY: ("Story", "Stories"),
    Kind.POEM: ("Poem", "Poems"),
    Kind.VIDEO: ("Video", "Videos"),
    Kind.SUMMARY: ("What we heard", "What we heard"),
}
