"""A home test that a clinic makes in the editor: released, it is measured at home like any other."""

import uuid

from django.urls import reverse

from clinic.models import TestResult
from exercises.models import HomeTest

OWN = {
    "name": "Wall sit",
    "summary": "Sit at a wall as long as you can.",
    "sides": "none",
    "steps": "Slide down the wall.\r\nHold still.",
    "cue": "Breathe.",
    "measures": ["1"],
    "measures-1-key": "held",
    "measures-1-name": "Held",
    "measures-1-unit": "s",
    "measures-1-minimum": "0",
    "measures-1-maximum": "120",
    "measures-1-decimals": "0",
    "measures-1-methods": ["timed"],
    "measures-1-higher_is_better": "on",
    "measures-1-primary": "on",
    "measures-1-norms": "any 18-64: 40 to 60",
    "measures-1-norms_source": "Our own runners",
}


def test_test_of_a_clinics_own_is_measured_and_read(client_of, therapist, runner, episode, typed):
    desk, phone = client_of(therapist), client_of(runner)
    add = reverse("admin:exercises_hometest_add")
    assert desk.post(add, typed(desk, add) | OWN).status_code == 302
    test = HomeTest.objects.get(name="Wall sit")
    guide = reverse("test-guide", args=[test.slug])
    assert phone.get(guide).status_code == 404
    assert desk.post(reverse("admin:exercises_hometest_publish", args=[test.pk])).status_code == 302
    assert "Breathe." in phone.get(guide).content.decode()
    sent = {"once-id": str(uuid.uuid4()), "once-held": "45", "once-stop_reason": "tired"}
    page = phone.post(guide, sent, follow=True).content.decode().replace("\xa0", " ")
    assert "45 s" in page
    assert TestResult.objects.get().body["values"] == {"held": "45"}
    record = desk.get(reverse("runner-tests", args=[runner.uuid])).content.decode()
    assert "Our own runners" in record
    assert reverse("home-test", args=[test.uuid]) in record
