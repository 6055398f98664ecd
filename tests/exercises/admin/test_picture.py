import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image


def png():
    made = io.BytesIO()
    Image.new("RGB", (30, 20), (10, 120, 90)).save(made, "PNG")
    return SimpleUploadedFile("holiday.png", made.getvalue())


@pytest.fixture
def edit(client_of, therapist, wall_lean, typed, settings, tmp_path):
    """Posts the editor with a file; pictures go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path
    client = client_of(therapist)
    address = reverse("admin:exercises_exercise_change", args=[wall_lean.pk])

    def post(**changed):
        response = client.post(address, typed(client, address) | changed)
        wall_lean.refresh_from_db()
        return None if response.status_code == 302 else response.context["adminform"].form

    return post


def test_picture_is_kept_and_its_readers_get_it(edit, wall_lean, client_of, runner, other_runner):
    edit(new_picture=png(), picture_alt="Knee to the wall")

    own, stranger = (client_of(person).get(wall_lean.picture_url) for person in (runner, other_runner))
    assert (own.status_code, own["Content-Type"], stranger.status_code) == (200, "image/webp", 404)
    assert b"".join(own.streaming_content)[:4] == b"RIFF"
    assert wall_lean.picture.name.startswith("pictures/")
    assert "holiday" not in wall_lean.picture.name


def test_picture_without_words_is_refused(edit, wall_lean):
    form = edit(new_picture=png())

    assert form.errors == {"picture_alt": ["Say what the picture shows, for people who cannot see it."]}
    assert not wall_lean.picture


def test_svg_is_refused_at_its_field(edit, wall_lean):
    svg = SimpleUploadedFile("a.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")

    form = edit(new_picture=svg, picture_alt="A drawing")

    assert form.errors == {"new_picture": ["This is no picture that we can read. Choose a JPEG, PNG or WebP."]}
    assert not wall_lean.picture


def test_picture_can_be_taken_off(edit, wall_lean):
    edit(new_picture=png(), picture_alt="Knee to the wall")

    edit(no_picture="on")

    assert not wall_lean.picture
