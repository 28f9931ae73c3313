"""Block groups in the editor's block chooser."""

WORDS = "Words"
PEOPLE = "What people said and made"
MEDIA = "Pictures, video and files"
LINKS = "Ways to other pages"
