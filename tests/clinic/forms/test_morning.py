import uuid

import pytest

from clinic.forms.morning import MorningForm


def test_morning_form_is_of_the_runners_today(runner):
    entry = uuid.uuid4()
    form = MorningForm({"id": str(entry), "pain": "4", "note": "Stiff."}, runner=runner)
    assert form.is_valid() is True
    assert (form.body.uuid, form.body.on, form.body.pain, form.body.note) == (entry, runner.today(), 4, "Stiff.")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"pain": ""}, "pain"), ({"pain": "11"}, "pain"), ({"note": "x" * 501}, "note"), ({"id": "x"}, "id")],
)
def test_morning_form_names_the_field_at_fault(runner, changes, field):
    form = MorningForm({"id": str(uuid.uuid4()), "pain": "4"} | changes, runner=runner)
    assert list(form.errors) == [field]
