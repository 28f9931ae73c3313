"""The kinds of pieces, with their labels and URL values."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """A kind of piece. The value is the query parameter: /stories/?kind=poem."""

    STORY = "story", "Story"
    POEM = "poem", "Poem"
    VIDEO = "video", "Video"
    SUMMARY = "summary", "What we heard"

    @property
    def plural(self) -> str:
        return _PLURALS.get(self, self.label)

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
        return cls(word) if word in cls.values else None


_PLURALS = {Kind.STORY: "Stories", Kind.POEM: "Poems", Kind.VIDEO: "Videos"}
