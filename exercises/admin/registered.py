"""Which content the admin holds, and how each editor is laid out."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _

from exercises.admin import illustrated_form
from exercises.admin.content import LAST, ContentAdmin
from exercises.admin.exercise_form import ExerciseForm
from exercises.admin.figure_pages import FigurePages
from exercises.admin.other_forms import CauseForm, ComplaintForm, HomeTestForm, ProtocolForm
from exercises.models import Cause, Complaint, Content, Exercise, HomeTest, Protocol

THEN_ROWS = ("rows-follow",)
SHOWS: Any = (
    (_("Figure"), {"fields": illustrated_form.FIGURE}),
    (_("Picture"), {"fields": illustrated_form.PICTURE}),
    (_("Video"), {"fields": illustrated_form.VIDEO}),
)


@admin.register(Exercise)
class ExerciseAdmin(FigurePages, ContentAdmin):
    form = ExerciseForm
    list_display = ("name", "state", "load_kind", "difficulty", "review", "changed")
    list_filter = (*ContentAdmin.list_filter, "load_kind")
    search_fields = ("name", "summary", "steps", "causes__name", "body_parts__name", "equipment__name")
    fieldsets = (
        (_("What it is"), {"fields": ("name", "summary", "body_parts", "equipment")}),
        (_("How to do it"), {"fields": ("steps", "cues", "mistakes", "cautions", "stop_when")}),
        *SHOWS,
        (_("How much"), {"fields": ("dosage", "dosage_reason", "dosage_basis")}),
        (_("For therapists"), {"fields": ("sides", "load_kind", "difficulty", "therapist_only")}),
        (
            _("Evidence"),
            {"fields": ("evidence_level", "evidence_note", "causes", "references"), "classes": THEN_ROWS},
        ),
        LAST,
    )

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        new = path("add/preview/", wrap(self.preview_view), name=self._name("preview_new"))
        known = path("<path:object_id>/preview/", wrap(self.preview_view), name=self._name("preview"))
        return [new, known, *super().get_urls()]

    def preview_address(self, request: HttpRequest, content: Content | None) -> str:
        if content is None:
            shelf = self.shelf_to_add(request)
            return f"{reverse(self.address('preview_new'))}?shelf={shelf.uuid if shelf else ''}"
        return reverse(self.address("preview"), args=[content.pk])

    def preview_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The unsaved form as its reader will see it. Saves nothing."""
        content = self.get_object(request, object_id) if object_id else None
        self.check_may_edit(request, content)
        form = self.get_form(request, content, change=content is not None)(request.POST or None, instance=content)
        context = {"form": form, "is_valid": form.is_valid(), "exercise": form.instance, "opts": self.opts}
        template = "admin/preview.html" if request.headers.get("HX-Request") else "admin/preview_page.html"
        shell = self.admin_site.each_context(request)
        return TemplateResponse(request, template, shell | context | {"title": _("As the runner sees it")})


@admin.register(Cause)
class CauseAdmin(ContentAdmin):
    form = CauseForm
    search_fields = ("name", "how_it_hurts", "explanation_runner")
    fieldsets = (
        (_("For the runner"), {"fields": ("name", "how_it_hurts", "explanation_runner")}),
        (_("For the therapist"), {"fields": ("explanation_therapist", "home_tests", "shoe_review")}),
        (_("Evidence"), {"fields": ("evidence_level", "references")}),
        LAST,
    )


@admin.register(Complaint)
class ComplaintAdmin(ContentAdmin):
    form = ComplaintForm
    fieldsets = ((_("What hurts"), {"fields": ("name", "summary"), "classes": THEN_ROWS}), LAST)


@admin.register(HomeTest)
class HomeTestAdmin(FigurePages, ContentAdmin):
    form = HomeTestForm
    search_fields = ("name", "summary")
    fieldsets = (
        (_("What it is"), {"fields": ("name", "summary", "purpose", "sides", "impact", "retest_days", "equipment")}),
        (
            _("How to do it"),
            {"fields": ("safety", "steps", "stop_rules", "cue", "rest_seconds", "beats_per_minute")},
        ),
        *SHOWS,
        (
            _("What the result means"),
            {"fields": ("benchmark", "benchmark_note", "references"), "classes": THEN_ROWS},
        ),
        LAST,
    )


@admin.register(Protocol)
class ProtocolAdmin(ContentAdmin):
    form = ProtocolForm
    list_display = ("name", "cause", "state", "review", "changed")
    search_fields = ("name", "cause__name")
    fieldsets = ((_("What it is for"), {"fields": ("name", "cause", "summary"), "classes": THEN_ROWS}), LAST)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("cause")
