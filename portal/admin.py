"""The admin: the library for its editors, accounts for those who look after the install, and nothing else."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

HELD = {"exercises", "accounts", "auth"}
ORDER = (
    *("Exercise", "Cause", "Complaint", "Protocol", "HomeTest", "Reference", "BodyPart", "Equipment"),
    *("User", "Group"),
)
# They name rows by number, whosever they are, or do what our own pages do.
LEFT_OUT = {"view_on_site", "autocomplete"}


class Site(admin.AdminSite):
    """Only the apps in HELD: what another package would bring is not shown."""

    site_header = site_title = _("Toe-off admin")
    index_title = _("Edit the library")
    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        several = isinstance(model_or_iterable, list | tuple | set)
        models = model_or_iterable if several else [model_or_iterable]
        held = [model for model in models if model._meta.app_label in HELD]
        super().register(held, admin_class, **options)

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if getattr(url, "name", None) not in LEFT_OUT]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The library first, in the order of work."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: ORDER.index(entry["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "exercises")

    def password_change(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        """The same page as everywhere."""
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: dict | None = None) -> Any:
        """The same page as everywhere."""
        return redirect("account_logout")
