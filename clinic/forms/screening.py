"""What a therapist decides about safety: a lock lifted, a start check overridden, an alert settled."""

from django import forms
from django.utils.translation import gettext_lazy as _

from clinic.actions.gates import REASON_MAX
from clinic.forms.episode import reason_field


class LiftForm(forms.Form):
    reason = reason_field(
        _("Why the lock may be lifted"),
        length=REASON_MAX,
        help_text=_("What you asked, examined or were told. It stays in the record."),
    )


class OverrideForm(forms.Form):
    reason = reason_field(
        _("Why hopping may start all the same"), length=REASON_MAX, help_text=_("It stays in the record.")
    )


class SettleForm(forms.Form):
    """A note is welcome, not needed."""

    note = forms.CharField(max_length=300, required=False)
