"""People and groups, for superusers only. Nobody's record is here: only who may sign in."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User

admin.site.unregister(Group)


class SuperusersOnly(admin.ModelAdmin):
    """Whatever permissions a group may hold."""

    actions = None
    filter_horizontal = ()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Plain fields, with many choices as boxes to tick."""
        if db_field.many_to_many:
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return db_field.formfield(**kwargs)


class CalmFocus(forms.BaseForm):
    """No box takes the focus by itself: after a refusal it belongs to the list of what was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("autofocus", None)


class PersonPasswordForm(CalmFocus, AdminPasswordChangeForm):
    pass


class PersonCreationForm(CalmFocus, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")
        field_classes: dict[str, type[forms.Field]] = {}
        widgets = {"email": forms.EmailInput({"autocomplete": "username"})}


@admin.register(User)
class PersonAdmin(SuperusersOnly, UserAdmin):
    add_form = PersonCreationForm
    change_password_form = PersonPasswordForm
    change_user_password_template = "admin/password.html"  # noqa: S105 -- the name of a page
    add_form_template = None
    list_display = ("email", "name", "is_active", "is_staff", "is_superuser")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (_("Person"), {"fields": ("email", "name", "password")}),
        (_("What they may do"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((_("Person"), {"fields": ("email", "name", "usable_password", "password1", "password2")}),)


@admin.register(Group)
class EditorGroupAdmin(SuperusersOnly, GroupAdmin):
    pass
