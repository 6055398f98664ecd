"""Forms of running a clinic: its details, its margins, its people."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from clinic.actions.clinics import Details
from clinic.forms.joining import zone_choices
from clinic.models import Clinic, Membership, Role

WORKING_ROLES = [(role.value, role.label) for role in (Role.OWNER, Role.THERAPIST, Role.STAFF)]
# Pages make these numbers buttons that call: a word in their place would leave a runner without help.
CALLABLE = RegexValidator(
    r"^\+?[0-9(][0-9 ()./-]+$", _("Type a number that a phone can call: digits, spaces, and + ( ) . / - only.")
)
DETAILS = ("name", "phone", "emergency_number", "reply_time", "zone", "age_of_consent")


class DetailsForm(forms.ModelForm):
    """What runners read about the clinic."""

    zone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = Clinic
        fields = DETAILS
        help_texts = {
            "phone": _("Runners see it when something is wrong."),
            "reply_time": _("Completes the sentence: we usually reply within ..."),
            "age_of_consent": _("Below it a parent or guardian consents with the runner."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "emergency_number"):
            self.fields[name].widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})
            self.fields[name].validators.append(CALLABLE)

    @property
    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in DETAILS})


class MarginForm(forms.Form):
    """One margin; empty removes it."""

    no_optional_marks = True

    value = forms.DecimalField(
        label=_("Margin"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=8,
        decimal_places=2,
        error_messages={"min_value": _("A margin is more than nothing. Leave it empty to have none.")},
    )


class RolesForm(forms.Form):
    """What a person is in the clinic."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=WORKING_ROLES,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["roles"] = sorted(membership.roles)


class InviteForm(forms.Form):
    """Somebody who is to work in the clinic."""

    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(Role.THERAPIST.value, Role.THERAPIST.label), *WORKING_ROLES[2:], WORKING_ROLES[0]],
        widget=forms.RadioSelect,
        initial=Role.THERAPIST,
    )


class AuditFilter(forms.Form):
    """Whose doing; an unknown person filters nothing."""

    no_optional_marks = True

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everybody")), *people]
        self.fields["person"] = forms.ChoiceField(label=_("Person"), choices=choices, required=False)
