"""The library's pages, for everyone signed in: each person reads the shelves of their clinics."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exercises.forms import SearchForm
from exercises.models import Cause, Content, Exercise, HomeTest, Protocol
from exercises.queries import pages
from exercises.queries.chains import chain_of
from exercises.queries.search import chosen_of, exercises_of, find_exercises, ways_out
from exercises.registry import care_of, shelves_of, shelves_to_edit

ON_A_PAGE = 24
View = Callable[..., HttpResponse]


class LibraryRequest(HttpRequest):
    """A request for one piece of content.

    `can_edit` says whether the reader may change it, `many_shelves` whether they read the libraries of several clinics.
    """

    can_edit: bool
    many_shelves: bool


def opens(model: type[Content], *related: str) -> Callable[[View], View]:
    """Puts the content that the address names before the view, or answers 404 when it is not this person's to see."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: Any, uuid: Any) -> HttpResponse:
            editing = shelves_to_edit(request.user) if request.user.is_staff else []
            shelves = shelves_of(request)
            rows = pages.readable(model, shelves, editing).select_related("shelf", *related)
            content = get_object_or_404(rows, uuid=uuid)
            request.can_edit, request.many_shelves = content.shelf in editing, len(shelves) > 1
            return view(request, content)

        return inner

    return decorate


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Browse by what hurts, cause, body part, equipment, kind and difficulty, and search."""
    form, shelves = SearchForm(request.GET), shelves_of(request)
    search = form.search()
    found = find_exercises(shelves, search)
    page = Paginator(found.pks, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "search": search, "found": found, "page": page, "many_shelves": len(shelves) > 1}
    context |= {"chosen": chosen_of(search, found), "ways_out": ways_out(search, found)}
    context["exercises"] = exercises_of(shelves, list(page))
    context["front"] = {} if search or page.number > 1 else pages.front(shelves)
    return render(request, "exercises/library.html", context)


@require_safe
@opens(Exercise)
def exercise(request: LibraryRequest, content: Exercise) -> HttpResponse:
    context = {"exercise": content, "around": pages.around_exercise(content), "chain": chain_of(content)}
    context["care"] = care_of(content) if request.can_edit else None
    return render(request, "exercises/exercise.html", context)


@require_safe
@opens(Cause)
def cause(request: LibraryRequest, content: Cause) -> HttpResponse:
    around, exercises = pages.around_cause(content), pages.exercises_for(content)
    return render(request, "exercises/cause.html", {"cause": content, "around": around, "exercises": exercises})


@require_safe
@opens(Protocol, "cause")
def protocol(request: LibraryRequest, content: Protocol) -> HttpResponse:
    """For those who prescribe: a runner reads the routine that was made of it."""
    if not request.can_edit and content.shelf not in shelves_to_edit(request.user):
        raise PermissionDenied(_("Protocols are for people who work in a clinic."))
    return render(request, "exercises/protocol.html", {"protocol": content, "stages": pages.stages_of(content)})


@require_safe
@opens(HomeTest)
def home_test(request: LibraryRequest, content: HomeTest) -> HttpResponse:
    around = pages.around_home_test(content)
    return render(request, "exercises/home_test.html", {"home_test": content, "around": around})
