"""Stories, newest first."""

from .stories_first import FIRST_STORIES
from .stories_second import SECOND_STORIES

STORIES = tuple(sorted((*FIRST_STORIES, *SECOND_STORIES), key=lambda story: story.days_ago))
