"""What the page of the wall lean by phone says, and how it stands when a recording is refused."""

import json

import pytest
from django.urls import reverse

from clinic.models import TestResult
from tests.clinic.recordings import leaning

GUIDE = reverse("test-guide", args=["wall-lean"])
BY_PHONE = f"{GUIDE}?way=phone"


def text_of(client_of, runner, address):
    return client_of(runner).get(address).content.decode()


def test_tape_is_the_default_and_offers_the_phone(client_of, runner, episode):
    text = text_of(client_of, runner, GUIDE)
    assert text.count("Measure with the phone instead") == 1
    assert "data-lean" not in text


def test_phone_offers_the_tape_and_says_what_it_is_worth(client_of, runner, episode):
    text = text_of(client_of, runner, BY_PHONE)
    assert text.count("Measure with the tape instead") == 1
    assert text.count("data-lean>") == 2
    assert "Measured by phone: differences under 4.7 degrees mean nothing." in text
    assert "Phones that you hold yourself have not been studied." in text
    assert "Lay the tape measure on the floor" not in text


@pytest.mark.parametrize("slug", ["heel-raise-test", "balance-test"])
def test_test_without_the_phone_offers_none(client_of, runner, episode, slug):
    assert "instead" not in text_of(client_of, runner, reverse("test-guide", args=[slug]))


def test_refused_recording_is_said_at_the_leg_with_a_way_to_measure_again(client_of, runner, episode):
    moving = leaning(38) | {"ay": [9.0, 3.0] * (len(leaning(38)["t_ms"]) // 2)}
    said = {
        "left-id": "11111111-1111-4111-8111-111111111111", "left-try_1": "38.0", "left-pain": "1",
        "left-traces": json.dumps([moving]), "right-id": "22222222-2222-4222-8222-222222222222",
    }  # fmt: skip
    answer = client_of(runner).post(BY_PHONE, said)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "the phone moved. Hold it still for two seconds." in text
    assert text.count("Measure this leg again") == 1
    assert not TestResult.objects.exists()
