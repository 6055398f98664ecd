"""The form of a review: the decision, words to the runner, and what the decision needs."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clinic.actions.reviews import Verdict
from clinic.forms.words import WordsField
from clinic.models import EpisodeOfCare, Review
from clinic.queries.review import ReviewFacts
from clinic.validators.prescription import LATEST, PlanTest

WHAT_FOLLOWS = {
    Review.Decision.PROGRESS: gettext_lazy("Progress: the next routine, one step harder"),
    Review.Decision.KEEP: gettext_lazy("Keep: the same routine, then test again"),
    Review.Decision.EASE: gettext_lazy("Ease: the next routine, one step easier"),
    Review.Decision.DISCHARGE: gettext_lazy("Discharge: this episode of care ends"),
}


class ReviewForm(forms.Form):
    """Which fields are needed depends on the decision; the page shows only those."""

    no_optional_marks = True

    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"), choices=list(WHAT_FOLLOWS.items()), widget=forms.RadioSelect
    )
    words = WordsField(
        label=gettext_lazy("Words to the runner"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("If you like. Plain and short: the runner sees them."),
    )
    test_again_on = forms.DateField(
        label=gettext_lazy("Test again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[("", gettext_lazy("Choose one")), *EpisodeOfCare.Outcome.choices],
        required=False,
    )
    reason = WordsField(
        label=gettext_lazy("Reason for the discharge"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only therapists see it."),
    )

    def __init__(self, *args: Any, facts: ReviewFacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.facts = facts
        if not facts.tests:
            del self.fields["test_again_on"]

    def clean_test_again_on(self) -> datetime.date | None:
        day: datetime.date | None = self.cleaned_data["test_again_on"]
        if day is not None and not self.facts.today <= day <= self.facts.today + LATEST:
            raise forms.ValidationError(_("Choose a day from today on, within a year."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        decision = given.get("decision")
        if decision == Review.Decision.KEEP and "test_again_on" in self.fields:
            self._need("test_again_on", _("Say on which day to test again."))
        if decision == Review.Decision.DISCHARGE:
            self._need("outcome", _("Choose how this episode of care ends."))
            self._need("reason", _("Say why this episode of care ends."))
        return given

    def verdict(self) -> Verdict:
        """The decision as the action takes it. Only of a valid form."""
        given, day = self.cleaned_data, self.cleaned_data.get("test_again_on")
        return Verdict(
            decision=given["decision"],
            words=given["words"],
            tests=tuple(PlanTest(pk, day) for pk, _name, _days in self.facts.tests) if day else (),
            outcome=given["outcome"],
            reason=given["reason"],
            proposal=self.facts.snapshot,
            result_ids=self.facts.result_ids,
        )

    def _need(self, name: str, message: str) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, message)


def first_form(facts: ReviewFacts, decision: str) -> ReviewForm:
    """The unanswered form; the day to test again is the usual one, and the decision is open unless it was chosen."""
    days = [days for _pk, _name, days in facts.tests]
    usual = facts.today + datetime.timedelta(days=min(days)) if days else None
    chosen = decision if decision in Review.Decision.values else None
    return ReviewForm(facts=facts, initial={"decision": chosen, "test_again_on": usual})
