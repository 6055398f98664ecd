"""Forms about a runner: the therapist's, and the runner's own settings."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinic.actions.runners import Settings
from clinic.forms.joining import EARLIEST_BIRTH, NameForm, SettingsForm
from clinic.models import Clinic, Runner


class RunnerForm(forms.Form):
    """Who the runner is. Only the name must be known; without an e-mail the invitation is shown, not mailed."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("The invitation goes there. Without it you show the code on your screen."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Type the date of birth as year, month, day.")},
    )
    sex = forms.ChoiceField(label=_("Sex, for norms"), choices=Runner.Sex, required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, clinics: list[Clinic] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if clinics and len(clinics) > 1:
            choices = [(str(clinic.uuid), clinic.name) for clinic in clinics]
            self.fields["clinic"] = forms.ChoiceField(label=_("Clinic"), choices=choices)

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean_birth_date(self) -> datetime.date | None:
        born = self.cleaned_data["birth_date"]
        if born is not None and not EARLIEST_BIRTH <= born <= timezone.now().date():
            raise forms.ValidationError(_("Check the year of the date of birth."))
        return born


class RunnerSettingsForm(SettingsForm):
    """The runner's own name and settings."""

    name = NameForm.base_fields["name"]
    field_order = ("name", "zone", "language", "units")

    def __init__(self, *args: Any, runner: Runner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update({name: getattr(runner, name) for name in ("name", "zone", "language", "units")})
        del self.fields["zone"].widget.attrs["data-zone"]

    @property
    def settings(self) -> Settings:
        return Settings(**{name: self.cleaned_data[name] for name in ("zone", "language", "units")})
