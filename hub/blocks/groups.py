"""The headings under which editors find blocks."""

WORDS = "Words"
PEOPLE = "What people said and made"
MEDIA = "Pictures, video and files"
LINKS = "Ways to other pages"
