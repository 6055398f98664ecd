"""Filters of the lists of content."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.scope import shelves_for


class ReviewFilter(admin.SimpleListFilter):
    title = gettext_lazy("clinical review")
    parameter_name = "reviewed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", _("Not yet")), ("yes", _("Reviewed"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "yes":
            return queryset.exclude(reviewed_by="")
        return queryset.filter(reviewed_by="") if self.value() == "no" else queryset


class ShelfFilter(admin.SimpleListFilter):
    """For those who edit several shelves; with one there is nothing to choose, and it is not shown."""

    title = gettext_lazy("library of")
    parameter_name = "shelf"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        shelves = shelves_for(request)
        return [(str(shelf.uuid), shelf.name) for shelf in shelves] if len(shelves) > 1 else []

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = {uuid for uuid, _name in self.lookup_choices}
        return queryset.filter(shelf__uuid=self.value()) if self.value() in known else queryset
