"""Forms of care: a new runner, an episode opened, handed over, paused, ended, reopened."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.forms.joining import EARLIEST_BIRTH
from clinic.forms.runner import RunnerForm
from clinic.forms.words import WordsField
from clinic.models import BodySide, CareAssignment, Clinic, EpisodeOfCare, Membership, Runner
from clinic.policies import NotNow, check_not_in_care
from exercises.models import Complaint

LATEST = datetime.timedelta(days=366)
DAY = {"type": "date", "autocomplete": "off"}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Type a date as year, month, day.")},
    )


def reason_field(label: Any, *, length: int, help_text: Any = "", rows: int = 3) -> forms.CharField:
    return WordsField(label=label, max_length=length, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}))


class AddRunnerForm(RunnerForm):
    """A new runner, who may be invited at once."""

    send_invitation = forms.BooleanField(
        label=gettext_lazy("Send the invitation by e-mail now"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Without an e-mail you can show a code on the runner's page."),
    )
    # Pressed once more where the clinic has somebody of this name.
    another = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, clinics: list[Clinic], **kwargs: Any) -> None:
        super().__init__(*args, clinics=clinics, **kwargs)
        self.clinics = clinics

    @property
    def clinic(self) -> Clinic:
        """The one chosen; the only one where there is no choice."""
        chosen = self.cleaned_data.get("clinic")
        return next((one for one in self.clinics if str(one.uuid) == chosen), self.clinics[0])

    @property
    def person(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "email", "birth_date", "sex")}


class EpisodeForm(forms.Form):
    """What hurts, where, since when, and what the runner wants."""

    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=BodySide, widget=forms.RadioSelect)
    onset_on = day_field(gettext_lazy("Since"), required=False, help_text=gettext_lazy("About is good enough."))
    story = WordsField(
        label=gettext_lazy("History and goal"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Load, earlier injuries, what the runner wants to be able to do."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("complaint", "side", "onset_on", "story")

    def __init__(self, *args: Any, complaints: Sequence[Complaint], runner: Runner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.complaints = {str(row.uuid): row for row in complaints}
        self.runner = runner
        choices = [(key, row.name) for key, row in self.complaints.items()]
        few = len(choices) <= 6
        self.fields["complaint"] = forms.ChoiceField(
            label=_("Complaint"), choices=choices, widget=forms.RadioSelect if few else forms.Select
        )
        if len(choices) == 1:
            self.initial.setdefault("complaint", choices[0][0])
        self.order_fields(self.field_order)

    def clean_onset_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["onset_on"]
        if day is not None and not EARLIEST_BIRTH <= day <= self.runner.today():
            raise forms.ValidationError(_("Choose a day that is not in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if {"complaint", "side"} <= given.keys():
            try:
                check_not_in_care(self.runner, self.complaints[given["complaint"]], given["side"])
            except NotNow as error:
                self.add_error("side", str(error))
        return given

    @property
    def opening(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "complaint": self.complaints[given["complaint"]],
            "side": given["side"],
            "onset_on": given["onset_on"],
            "story": given["story"],
        }


class PauseForm(forms.Form):
    """From when until when nothing is due. Without an end care pauses until it is resumed."""

    from_on = day_field(gettext_lazy("From"))
    to_on = day_field(
        gettext_lazy("To"), required=False, help_text=gettext_lazy("Leave it empty to pause until you resume.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("from_on", today)
        self.today = today

    def clean_from_on(self) -> datetime.date:
        return _within_a_year(self.cleaned_data["from_on"], self.today)

    def clean_to_on(self) -> datetime.date | None:
        day = self.cleaned_data["to_on"]
        return None if day is None else _within_a_year(day, self.today)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("from_on"), given.get("to_on")
        if first and last and last < first:
            self.add_error("to_on", _("The last day comes before the first. Choose a later one."))
        return given


class DischargeForm(forms.Form):
    """How and why the episode ends."""

    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), choices=EpisodeOfCare.Outcome, widget=forms.RadioSelect)
    reason = reason_field(
        gettext_lazy("Reason"), length=1000, help_text=gettext_lazy("For the record. The runner does not see it.")
    )


class ReopenForm(forms.Form):
    """Why care goes on."""

    reason = reason_field(gettext_lazy("Reason"), length=500, help_text=gettext_lazy("It is added to the history."))


class CareForm(forms.Form):
    """Who leads the care, or looks after it as well."""

    part = forms.ChoiceField(
        label=gettext_lazy("Part"),
        choices=[
            (CareAssignment.Part.LEAD, gettext_lazy("Lead: takes the care over from today")),
            (CareAssignment.Part.COVER, gettext_lazy("Cover: looks after it as well")),
        ],
        widget=forms.RadioSelect,
    )
    to_on = day_field(
        gettext_lazy("Cover until"), required=False, help_text=gettext_lazy("Leave it empty when the day is open.")
    )
    field_order = ("therapist", "part", "to_on")

    def __init__(self, *args: Any, members: Sequence[Membership], today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(row.user.uuid): row.user for row in members}
        self.today = today
        choices = [("", _("Choose one")), *((key, str(user)) for key, user in self.users.items())]
        self.fields["therapist"] = forms.ChoiceField(label=_("Therapist"), choices=choices)
        self.order_fields(self.field_order)

    def clean_to_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["to_on"]
        if day is not None and not self.today <= day <= self.today + LATEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day

    @property
    def therapist(self) -> Any:
        return self.users[self.cleaned_data["therapist"]]

    @property
    def takes_over(self) -> bool:
        return self.cleaned_data["part"] == CareAssignment.Part.LEAD


def _within_a_year(day: datetime.date, today: datetime.date) -> datetime.date:
    if abs(day - today) > LATEST:
        raise forms.ValidationError(_("Choose a day within a year."))
    return day
