"""References, body parts and equipment: short rows without a state."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.content import ShelvedAdmin
from exercises.admin.filters import ShelfFilter
from exercises.admin.scope import shelves_for
from exercises.models import BodyPart, Equipment, Reference, Shelf
from exercises.queries.uses import mentions_of


class WordForm(forms.ModelForm):
    """A row whose short name in addresses is made from its words."""

    use_required_attribute = False
    shelf: ClassVar[Shelf | None] = None
    refusal: ClassVar[Any] = None
    source: ClassVar[str] = "name"

    def _post_clean(self) -> None:
        if self.instance._state.adding and self.cleaned_data.get(self.source):
            self.instance.slug = self._free_slug()
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, which the stubs lack

    def _free_slug(self) -> str:
        stem = slugify(self.cleaned_data[self.source])[:70] or "x"
        taken = set(self.others().filter(slug__startswith=stem).values_list("slug", flat=True))
        numbers = range(2, len(taken) + 3)
        return next(slug for slug in (stem, *(f"{stem}-{number}" for number in numbers)) if slug not in taken)

    def others(self) -> models.QuerySet:
        return type(self.instance)._default_manager.all()


class ReferenceForm(WordForm):
    source = "citation"

    class Meta:
        model = Reference
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and self.shelf is not None:
            self.instance.shelf = self.shelf

    def others(self) -> models.QuerySet:
        return super().others().filter(shelf=self.instance.shelf)


class WordAdmin(ShelvedAdmin):
    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """What something names stays: the page then says how often."""
        row = self.get_object(request, object_id)
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        uses = mentions_of(row)
        if request.method == "POST" and not uses:
            self.delete_model(request, row)
            self.message_user(request, _("%s is deleted.") % row, messages.SUCCESS)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        reasons = [_("It is used in %s.") % ", ".join(uses)] if uses else []
        title = (_("%s cannot be deleted") if uses else _("Delete %s?")) % row
        shell = {**self.admin_site.each_context(request), "opts": self.opts, "original": row}
        return TemplateResponse(request, "admin/delete.html", shell | {"title": title, "reasons": reasons})


@admin.register(Reference)
class ReferenceAdmin(WordAdmin):
    form = ReferenceForm
    list_display = ("citation", "year", "level")
    list_filter = ("level", ShelfFilter)
    search_fields = ("citation", "shows")
    fieldsets = ((gettext_lazy("Where a claim comes from"), {"fields": ("citation", "year", "url", "shows", "level")}),)


class SharedWordAdmin(WordAdmin):
    """Words that all clinics share. Everybody may add one; it can be changed while no other clinic uses it."""

    list_display: tuple[str, ...] = ("name",)
    search_fields = ("name",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return admin.ModelAdmin.get_queryset(self, request)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return admin.ModelAdmin.get_form(self, request, obj, change=change, **kwargs)

    def shelf_to_add(self, request: HttpRequest) -> Shelf | None:
        return next(iter(shelves_for(request)), None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_own(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """All clinics share these words, and no row says who added one: only a superuser takes one away."""
        return super().has_delete_permission(request, obj) and request.user.is_superuser

    def _is_own(self, request: HttpRequest, obj: Any) -> bool:
        if obj is None or request.user.is_superuser:
            return True
        owners = {link.related_model: link.get_accessor_name() for link in obj._meta.related_objects}
        mine = shelves_for(request)
        return not any(getattr(obj, name).exclude(shelf__in=mine).exists() for name in owners.values())


class SharedWordForm(WordForm):
    def clean_name(self) -> str:
        """One word for one thing: filters would offer the same name twice."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if self.others().exclude(pk=self.instance.pk).filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is one of this name already. Use that one."))
        return name


class BodyPartForm(SharedWordForm):
    class Meta:
        model = BodyPart
        fields: list[str] = []


class EquipmentForm(SharedWordForm):
    class Meta:
        model = Equipment
        fields: list[str] = []


@admin.register(BodyPart)
class BodyPartAdmin(SharedWordAdmin):
    form = BodyPartForm
    fieldsets = ((None, {"fields": ("name",)}),)


@admin.register(Equipment)
class EquipmentAdmin(SharedWordAdmin):
    form = EquipmentForm
    list_display = ("name", "substitute")
    fieldsets = ((None, {"fields": ("name", "substitute")}),)
