"""allauth's forms in our words: labels above, hints below, no placeholders, a password typed once."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least 10 characters. Three words that do not belong together are good.")
LONGEST_PASSWORD = 256


class PlainFields(forms.Form):
    """Takes placeholders and prepared help away and makes the inputs big."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs["class"] = "input--l"
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            if isinstance(field.widget, forms.PasswordInput):
                field.widget.attrs["maxlength"] = LONGEST_PASSWORD


class LoginForm(PlainFields, allauth_forms.LoginForm):
    labels = {"login": _("E-mail"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestLoginCodeForm(PlainFields, allauth_forms.RequestLoginCodeForm):
    labels = {"email": _("E-mail")}


class ConfirmLoginCodeForm(PlainFields, allauth_forms.ConfirmLoginCodeForm):
    labels = {"code": _("Code")}
    hints = {"code": _("Small and capital letters are the same.")}


class ReauthenticateForm(PlainFields, allauth_forms.ReauthenticateForm):
    labels = {"password": _("Password")}


class ResetPasswordForm(PlainFields, allauth_forms.ResetPasswordForm):
    labels = {"email": _("E-mail")}


class ResetPasswordKeyForm(PlainFields, allauth_forms.ResetPasswordKeyForm):
    labels = {"password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class ChangePasswordForm(PlainFields, allauth_forms.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), "password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}


class SetPasswordForm(PlainFields, allauth_forms.SetPasswordForm):
    labels = {"password1": _("New password")}
    hints = {"password1": PASSWORD_HINT}
