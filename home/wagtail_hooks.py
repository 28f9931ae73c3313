"""What the front room adds to Wagtail's admin."""

from collections.abc import Iterable

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin import messages

from home.label_usage import what_hangs_on
from home.search import write_anew
from hub.models import Area, Topic


@hooks.register("before_delete_snippet")
def say_what_hangs_on_it(request: HttpRequest, instances: Iterable[object]) -> None:
    """Wagtail counts no stories and no followers here: its "referenced 0 times" is not the whole truth."""
    if request.method == "POST":
        return
    for label in instances:
        if isinstance(label, Topic | Area) and (words := what_hangs_on(label)):
            messages.warning(request, f"{label}: {words}")


@hooks.register("after_edit_snippet")
def find_under_the_new_name(request: HttpRequest, label: object) -> None:
    """Wagtail writes the search tables of the topic alone, not of the pages that tell its name."""
    if isinstance(label, Topic):
        write_anew.enqueue(label.pk)
