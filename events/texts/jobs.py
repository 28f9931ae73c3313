"""The worker's jobs of texts and letters."""

from collections import Counter
from collections.abc import Callable

from events.texts.delivery import send_due_letters, send_due_texts
from hub.jobs import Pass, Stage, register

BATCH_SIZE = 50  # a provider takes up to 20 seconds for each


@register("texts", Stage.DELIVER, prompt=True, when_failing="Text messages do not go out.")
def _texts(this: Pass) -> Counter[str]:
    return _send("texts", send_due_texts, this)


@register("letters", Stage.DELIVER, when_failing="Letters do not go out.")
def _letters(this: Pass) -> Counter[str]:
    return _send("letters", send_due_letters, this)


def _send(name: str, send_due: Callable[..., Counter[str]], this: Pass) -> Counter[str]:
    counts = send_due(now=this.moment(), limit=BATCH_SIZE, stop=this.stop)
    return Counter({f"{name} {outcome}": number for outcome, number in counts.items()})
