"""The job of imports in each pass of the worker."""

from collections import Counter

from hub.jobs import Pass, Stage, register
from stories.importing.imports import purge


@register(
    "imports of summaries",
    Stage.PURGE,
    when_failing="Slides that editors sent are kept too long. See to it soon.",
)
def purge_imports(this: Pass) -> Counter[str]:
    return purge(now=this.now)
