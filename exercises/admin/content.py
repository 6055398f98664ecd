"""What the admin of every kind of content shares: one's own shelves, saving through actions, states, history."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises import actions
from exercises.admin.filters import ReviewFilter, ShelfFilter
from exercises.admin.scope import shelves_for
from exercises.admin.states import StatePages
from exercises.models import Content, Shelf, Status
from exercises.queries import uses

CHIPS = {Status.DRAFT: "warn", Status.PUBLISHED: "good", Status.RETIRED: "line"}
LAST: Any = (
    gettext_lazy("Review and history"),
    {"fields": ("reviewed_by", "reviewed_on", "still_reviewed", "note", "base")},
)


class ShelvedAdmin(admin.ModelAdmin):
    """Rows of the shelves that a person edits, and no others: what is somebody else's is not there (404)."""

    actions = None
    list_per_page = 50
    view_on_site = False
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows: Any = super().get_queryset(request)
        return rows.on_shelves(shelves_for(request))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; held until the end while it is being changed, so that two savers come one after the other."""
        rows = self.get_queryset(request)
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            rows = rows.select_for_update(of=("self",))
        row = rows.filter(pk=object_id).first() if object_id.isascii() and object_id.isdecimal() else None
        if row is None:
            raise Http404(_("There is no such page, or it is not yours to see."))
        return row

    def has_module_permission(self, request: HttpRequest) -> bool:
        return super().has_module_permission(request) and bool(shelves_for(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and bool(shelves_for(request))

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Field | None:
        """Plain fields in place of the admin's own: those need its scripts and styles."""
        return db_field.formfield(**kwargs)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, title | (extra_context or {}))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None) -> HttpResponse:
        """With several shelves, the first question is which."""
        if self.has_add_permission(request) and self.shelf_to_add(request) is None:
            title = _("Where does it belong?")
            context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
            return TemplateResponse(request, "admin/shelves.html", context | {"shelves": shelves_for(request)})
        return super().add_view(request, form_url, extra_context)

    def shelf_to_add(self, request: HttpRequest) -> Shelf | None:
        shelves = shelves_for(request)
        chosen = [shelf for shelf in shelves if str(shelf.uuid) == request.GET.get("shelf")]
        return chosen[0] if chosen else shelves[0] if len(shelves) == 1 else None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """The form of this row's shelf: what it offers comes from there."""
        form = super().get_form(request, obj, change=change, **kwargs)
        shelf = obj.shelf if obj else self.shelf_to_add(request)
        return type(form.__name__, (form,), {"shelf": shelf, "refusal": getattr(request, "refusal", None)})


class ContentAdmin(StatePages, ShelvedAdmin):
    """Content with a state, a review and versions."""

    change_form_template = "admin/content_form.html"
    list_display: tuple[Any, ...] = ("name", "state", "review", "changed")
    list_filter: ClassVar[tuple[Any, ...]] = ("status", ReviewFilter, ShelfFilter)
    search_fields: ClassVar[tuple[str, ...]] = ("name",)
    ordering = ("name",)

    @admin.display(description=gettext_lazy("state"), ordering="status")
    def state(self, content: Content) -> SafeString:
        return state_chip(content)

    @admin.display(description=gettext_lazy("changed"), ordering="updated_at")
    def changed(self, content: Content) -> str:
        return date_format(timezone.localtime(content.updated_at), "j M Y")

    @admin.display(description=gettext_lazy("clinical review"), ordering="reviewed_on")
    def review(self, content: Content) -> str:
        return content.reviewed_by or _("Not yet")

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """Saving may be refused by the rules of the library: then nothing is saved and the form says why."""
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]  # get_form hands it to the form
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        form.save_by(request.user)
        if "_publish" in request.POST:
            actions.publish(content=obj, by=request.user)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """All of it was saved as one version."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        words = _("%(name)s is saved and published.") if "_publish" in request.POST else _("%(name)s is saved.")
        self.message_user(request, words % {"name": obj.name}, messages.SUCCESS)
        page = "changelist" if "_save" in request.POST else "change"
        return redirect(self.address(page), *([] if page == "changelist" else [obj.pk]))

    def render_change_form(self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any) -> HttpResponse:
        content = kwargs.get("obj")
        more = {"content": content, "chip": state_chip(content), "uses": uses.uses_of(content)} if content else {}
        more |= {"preview_url": self.preview_address(request, content), "form": context["adminform"].form}
        return super().render_change_form(request, context | more, *args, **kwargs)

    def check_may_edit(self, request: HttpRequest, content: Content | None) -> None:
        """Errors: PermissionDenied; Http404 when it is not clear on which shelf to add."""
        may = self.has_change_permission(request, content) if content else self.has_add_permission(request)
        if not may:
            raise PermissionDenied
        if content is None and self.shelf_to_add(request) is None:
            raise Http404(_("Choose first where it belongs."))

    def preview_address(self, request: HttpRequest, content: Content | None) -> str:
        """Where the unsaved form is drawn as its readers will see it; empty for kinds that have no such page."""
        return ""


def state_chip(content: Content) -> SafeString:
    kind = CHIPS[Status(content.status)]
    return format_html('<span class="chip chip--{}">{}</span>', kind, content.get_status_display())
