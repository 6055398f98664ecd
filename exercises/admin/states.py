"""Pages beside the editor: bring back, retire, delete, history and the way back to a version."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from exercises import actions, history
from exercises.models import ContentVersion
from exercises.packs.kinds import VERSIONED
from exercises.queries import uses


class StatePages(admin.ModelAdmin):
    """Each page loads the row through `get_object`, which knows whose it is."""

    def get_urls(self) -> list[URLPattern]:
        own: dict[str, Callable] = {
            "publish": self.publish_view,
            "retire": self.retire_view,
            "duplicate": self.duplicate_view,
            "revert": self.revert_view,
        }
        paths = {page: f"<path:object_id>/{page}/" for page in own}
        paths["revert"] = "<path:object_id>/history/<int:number>/revert/"
        wrap = self.admin_site.admin_view
        return [path(paths[name], wrap(view), name=self._name(name)) for name, view in own.items()] + super().get_urls()

    def _name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address(self, page: str) -> str:
        return f"admin:{self._name(page)}"

    def _to_change(self, request: HttpRequest, object_id: str) -> Any:
        content = self.get_object(request, object_id)
        if not self.has_change_permission(request, content):
            raise PermissionDenied
        return content

    def _page(self, request: HttpRequest, template: str, content: Any, **context: Any) -> HttpResponse:
        shell = {**self.admin_site.each_context(request), "opts": self.opts, "content": content, "original": content}
        return TemplateResponse(request, template, shell | context)

    def _done(self, request: HttpRequest, content: Any, act: Callable[[], Any], words: str) -> HttpResponse:
        """Does it, and says so; or says why not. Either way back to the editor."""
        try:
            act()
        except ValidationError as error:
            for sentence in error.messages:
                self.message_user(request, sentence, messages.ERROR)
        else:
            self.message_user(request, words, messages.SUCCESS)
        return redirect(self.address("change"), content.pk)

    @method_decorator(require_POST)
    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        content = self._to_change(request, object_id)
        words = _("%s is published.") % content.name
        return self._done(request, content, lambda: actions.publish(content=content, by=request.user), words)

    @method_decorator(require_POST)
    def duplicate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A draft with the same words, opened at once."""
        content = self._to_change(request, object_id)
        twin = actions.copy(content=content, by=request.user)
        self.message_user(request, _("This is a draft copy. Give it a name of its own."), messages.SUCCESS)
        return redirect(self.address("change"), twin.pk)

    def retire_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks first, and says where it is used."""
        content = self._to_change(request, object_id)
        if request.method != "POST":
            title = _("Retire %s?") % content.name
            return self._page(request, "admin/retire.html", content, title=title, uses=uses.uses_of(content))
        words = _("%s is retired.") % content.name
        return self._done(request, content, lambda: actions.retire(content=content, by=request.user), words)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """What is in use stays: the page then says where, and offers to retire it."""
        content: Any = self.get_object(request, object_id)
        if not self.has_delete_permission(request, content):
            raise PermissionDenied
        reasons = uses.reasons_to_keep(content)
        if request.method != "POST" or reasons:
            title = (_("%s cannot be deleted") if reasons else _("Delete %s?")) % content.name
            return self._page(request, "admin/delete.html", content, title=title, reasons=reasons)
        actions.delete(content=content, by=request.user)
        self.message_user(request, _("%s is deleted.") % content.name, messages.SUCCESS)
        return redirect(self.address("changelist"))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        """Who changed what and when, and the difference of any two versions."""
        content = self._to_change(request, object_id)
        versions = history.versions_of(content)
        old, new = _chosen(versions, request)
        changes = history.differences(old, new) if old and new else []
        context = {"versions": versions, "old": old, "new": new, "changes": changes, "title": _("History")}
        return self._page(request, "admin/history.html", content, **context, is_versioned=type(content) in VERSIONED)

    @method_decorator(require_POST)
    def revert_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        content = self._to_change(request, object_id)
        version = next((one for one in history.versions_of(content) if one.number == number), None)
        if version is None:
            raise Http404(_("There is no such version."))
        words = _("Back to version %d.") % number
        return self._done(request, content, lambda: actions.revert(version=version, by=request.user), words)


def _chosen(
    versions: list[ContentVersion], request: HttpRequest
) -> tuple[ContentVersion | None, ContentVersion | None]:
    """The two versions to compare, the older first: those asked for, else the last two."""
    by_number = {str(version.number): version for version in versions}
    asked = [by_number[text] for name in ("old", "new") if (text := request.GET.get(name, "")) in by_number]
    pair = asked if len(asked) == 2 else versions[:2]
    if len(pair) < 2:
        return None, None
    older, newer = sorted(pair, key=lambda version: version.number)
    return older, newer
