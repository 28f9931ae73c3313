"""The page on which a supplier answers. GET shows, POST acts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from events.models import SupplierRequest
from events.public.views.decorators import capability_url
from events.suppliers.forms import AnswerForm
from events.suppliers.links import request_for
from events.suppliers.requests import (
    CLOSED,
    RequestChanged,
    RequestClosed,
    answer,
    closed_because,
    passed_on_words,
)
from hub.forms.clean import paragraphs

HAS_CHANGED = "This has changed since you opened the page. We have kept no answer. Look at it again"


@require_http_methods(["GET", "HEAD", "POST"])
@capability_url
def supplier_answer(request: HttpRequest, token: str) -> HttpResponse:
    asked, now = request_for(token), timezone.now()
    if why := closed_because(asked, now):
        return _page(request, asked, 409 if request.method == "POST" else 200, closed=CLOSED[why])
    if request.method != "POST":
        return _page(request, asked, form=AnswerForm(initial={"words": asked.answer_words}))
    form, state = AnswerForm(request.POST), request.POST.get("answer", "")
    if not form.is_valid() or state not in SupplierRequest.ANSWERS:
        return _page(request, asked, 422, form=form)
    version = request.POST.get("version", "")
    try:
        answer(
            request=asked,
            state=state,
            words=paragraphs(form.cleaned_data["words"]),
            version=int(version) if version.isdecimal() and len(version) < 6 else 0,
            now=now,
        )
    except RequestClosed as closed:
        return _page(request, request_for(token), 409, closed=CLOSED[str(closed)])
    except RequestChanged:
        form.add_error(None, HAS_CHANGED)
        return _page(request, request_for(token), 409, form=form)
    return redirect("supplier_answer", token=token)


def _page(
    request: HttpRequest, asked: SupplierRequest, status: int = 200, **extra: object
) -> HttpResponse:
    context = {
        "asked": asked,
        "which": passed_on_words(asked.links.all()),
        "has_answered": asked.state in SupplierRequest.ANSWERS,
        "crumbs": [],
        **extra,
    }
    return render(request, "events/suppliers/answer.html", context, status=status)
