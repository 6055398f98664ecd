"""Forms of joining, one thing a page: consent, settings, account."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from clinic.actions.invitation_tokens import typed_token
from clinic.actions.invitations import NewAccount
from clinic.models import Invitation, Runner
from clinic.models.zones import zone_names
from portal.accounts.forms import LONGEST_PASSWORD, PASSWORD_HINT
from portal.accounts.models import User

BIG = {"class": "input--l"}
EARLIEST_BIRTH = datetime.date(1900, 1, 1)


def zone_choices() -> list[tuple[str, str]]:
    """Every zone by its name, readable."""
    return [(zone, zone.replace("_", " ")) for zone in zone_names()]


class CodeForm(forms.Form):
    """The code from the therapist, or the whole link."""

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("16 letters and numbers, or the whole link."),
        max_length=300,
        widget=forms.TextInput(attrs={**BIG, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = typed_token(self.cleaned_data["code"])
        if not code.replace("-", "").replace(" ", "").isalnum() or not code.isascii():
            raise forms.ValidationError(_("Type only the letters and numbers of your code."))
        return code.replace(" ", "-")


class ConsentForm(forms.Form):
    """Consent of the runner, or of a guardian below the clinic's age of consent."""

    birth_date = forms.DateField(
        label=_("Your date of birth"),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday", "min": "1900-01-01"}),
        error_messages={"invalid": _("Type your date of birth as year, month, day.")},
    )
    guardian = forms.CharField(label=_("Name of a parent or guardian"), max_length=120, required=False)
    agree = forms.BooleanField(
        label=_("I agree to this"),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clinic, self.runner = invitation.clinic, invitation.runner
        words = gettext("Only below the age of %(age)s: fill this in together.") % {"age": self.clinic.age_of_consent}
        self.fields["guardian"].help_text = words
        self.fields["birth_date"].widget.attrs["data-of-age"] = self.clinic.age_of_consent
        if self.runner is not None and self.runner.birth_date is not None:
            del self.fields["birth_date"]
            if not self._is_below_age(self.runner.birth_date):
                self.fields["guardian"].widget = forms.HiddenInput()

    def clean_birth_date(self) -> datetime.date:
        born = self.cleaned_data["birth_date"]
        if not EARLIEST_BIRTH <= born <= self._today():
            raise forms.ValidationError(_("Check the year. Type the day that you were born."))
        return born

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        born = cleaned.get("birth_date") or (self.runner.birth_date if self.runner else None)
        if born and self._is_below_age(born) and not cleaned.get("guardian"):
            words = gettext("You are younger than %(age)s. Ask a parent or guardian to fill in their name.")
            self.add_error("guardian", words % {"age": self.clinic.age_of_consent})
        elif born and not self._is_below_age(born):
            cleaned["guardian"] = ""
        return cleaned

    def _is_below_age(self, born: datetime.date) -> bool:
        age = Runner(birth_date=born, zone=self.clinic.zone).age()
        return age is not None and age < self.clinic.age_of_consent

    def _today(self) -> datetime.date:
        return timezone.now().astimezone(ZoneInfo(self.clinic.zone)).date()

    @property
    def answers(self) -> dict[str, str]:
        """What is kept until the last page, as JSON can hold it."""
        born = self.cleaned_data.get("birth_date")
        return {"birth_date": born.isoformat() if born else "", "guardian": self.cleaned_data["guardian"]}


class AgreeForm(forms.Form):
    """Consent given again later, by somebody whom the clinic knows."""

    guardian = forms.CharField(label=_("Name of a parent or guardian"), max_length=120)
    agree = ConsentForm.base_fields["agree"]

    def __init__(self, *args: Any, runner: Runner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.runner, age = runner, runner.age()
        if age is None or age >= runner.clinic.age_of_consent:
            del self.fields["guardian"]

    @property
    def given(self) -> dict[str, Any]:
        """Who gives it: the guardian where one is needed."""
        guardian = self.cleaned_data.get("guardian", "")
        return {"given_by": guardian or self.runner.name, "as_guardian": bool(guardian)}


class SettingsForm(forms.Form):
    """Zone, language and units. `data-zone` lets the browser choose its own zone; one language is no choice."""

    zone = forms.ChoiceField(
        label=_("Where you run"),
        help_text=_("So that today is your today."),
        choices=zone_choices,
        widget=forms.Select(attrs={"data-zone": ""}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    units = forms.ChoiceField(label=_("Units"), choices=Runner.Units, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]

    def clean(self) -> dict[str, Any]:
        return {"language": settings.LANGUAGES[0][0]} | (super().clean() or {})


class NameForm(forms.Form):
    """Somebody who is signed in already says how they are called."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))


class AccountForm(NameForm):
    """A new account: name, e-mail and one password."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text=_("You sign in with it."),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("password"):
            person = User(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            self._check_password(cleaned["password"], person)
        return cleaned

    def _check_password(self, password: str, person: User) -> None:
        try:
            validate_password(password, person)
        except forms.ValidationError as error:
            self.add_error("password", error)

    @property
    def account(self) -> NewAccount:
        return NewAccount(**{name: self.cleaned_data[name] for name in ("name", "email", "password")})
