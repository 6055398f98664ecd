"""Figures by their address: for readers of the shelf, kept for ever while nothing changes."""

import json

import pytest
from django.urls import reverse

from exercises.drawing import digest_of
from exercises.models import Exercise, Status

KEPT = "private, max-age=31536000, immutable"


@pytest.fixture
def hop(library, clinic):
    return Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")


def still_of(content, number=1, digest=None):
    return reverse("figure-still", args=[content.uuid, digest or digest_of(content.figure), number])


def test_still_is_a_picture_that_may_be_kept(client_of, runner, hop):
    answer = client_of(runner).get(still_of(hop))
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/svg+xml", KEPT)
    assert answer.content.startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')


def test_still_of_another_version_is_what_is_drawn_now_and_not_kept(client_of, runner, hop):
    old = client_of(runner).get(still_of(hop, digest="of-before-an-edit"))
    assert (old.status_code, old["Cache-Control"]) == (200, "no-store")
    assert old.content == client_of(runner).get(still_of(hop)).content


def test_motion_has_a_track_for_each_part_of_the_still(client_of, runner, hop):
    address = reverse("figure-motion", args=[hop.uuid, digest_of(hop.figure)])
    answer = client_of(runner).get(address)
    still = client_of(runner).get(still_of(hop)).content.decode()
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/json", KEPT)
    assert len(json.loads(answer.content)["parts"]) == still.count("transform=")


def test_still_is_refused_to_strangers(client, client_of, other_runner, other_therapist, hop):
    assert client.get(still_of(hop)).status_code == 302
    assert [client_of(person).get(still_of(hop)).status_code for person in (other_runner, other_therapist)] == [
        404,
        404,
    ]


def test_still_beyond_the_last_is_not_found(client_of, runner, hop):
    assert [client_of(runner).get(still_of(hop, number)).status_code for number in (0, 99)] == [404, 404]


@pytest.mark.parametrize("figure", [{}, {"frames": [{"words": "No such joint.", "leg": {}}]}])
def test_content_without_a_sound_figure_has_no_picture(client_of, runner, hop, figure):
    Exercise.objects.filter(pk=hop.pk).update(figure=figure)
    assert client_of(runner).get(still_of(hop)).status_code == 404


def test_figure_of_a_draft_is_for_who_may_edit_it(client_of, runner, owner, hop):
    Exercise.objects.filter(pk=hop.pk).update(status=Status.DRAFT)
    assert [client_of(person).get(still_of(hop)).status_code for person in (runner, owner)] == [404, 200]
