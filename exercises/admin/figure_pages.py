"""What the figure's editor asks while one types: the figure drawn, or that of another exercise. Writes nothing."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import UUIDField
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from exercises.admin.figure_preview import preview_of
from exercises.admin.scope import shelves_for
from exercises.figure_text import text_of
from exercises.models import Exercise, HomeTest, Shelf


class FigurePages(admin.ModelAdmin):
    """For the admin of content with a figure. It has `_name`, which names its pages."""

    _name: Any

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.figure_view)
        return [path("figure/", view, name=self._name("figure")), *super().get_urls()]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.figure_address = reverse(f"admin:{self._name('figure')}")
        return form

    @method_decorator(require_POST)
    def figure_view(self, request: HttpRequest) -> HttpResponse:
        """The text, or that of the content it is to be copied from, and what it draws, as HTML."""
        if not (self.has_add_permission(request) or self.has_change_permission(request)):
            raise PermissionDenied
        text = figure_text_of(request.POST.get("copy", ""), shelves_for(request)) or request.POST.get("figure", "")
        html = render_to_string("admin/includes/figure_preview.html", {"preview": preview_of(text)}, request)
        return JsonResponse({"text": text, "html": html})


def figure_text_of(uuid: str, shelves: list[Shelf]) -> str:
    """The figure of an exercise or home test on these shelves as text; empty when there is none."""
    try:
        found: UUID = UUIDField().clean(uuid)
    except ValidationError:
        return ""
    for model in (Exercise, HomeTest):
        data = model.objects.on_shelves(shelves).filter(uuid=found).values_list("figure", flat=True).first()
        if data:
            return text_of(data)
    return ""
