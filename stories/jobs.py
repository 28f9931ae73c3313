"""Jobs of stories, registered in `StoriesConfig.ready`."""

from collections import Counter

from hub.jobs import Pass, Stage, register
from stories.contributions import purge_contributions


@register("contributions", Stage.PURGE)
def _purge(this: Pass) -> Counter[str]:
    return +Counter({"contributions forgotten": purge_contributions(this.now)})
