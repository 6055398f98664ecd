import pytest
from django.urls import reverse

from exercises.models import HomeTest
from tests.exercises.films import mp4, upload, webm

VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHop\n"


@pytest.fixture
def edit(client_of, therapist, wall_lean, typed, settings, tmp_path):
    """Posts the editor with files; they go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path
    return editor_of(wall_lean, "exercise", client_of(therapist), typed)


def editor_of(content, kind, client, typed):
    address = reverse(f"admin:exercises_{kind}_change", args=[content.pk])

    def post(**changed):
        response = client.post(address, typed(client, address) | changed)
        content.refresh_from_db()
        return None if response.status_code == 302 else response.context["adminform"].form

    return post


def test_video_with_captions_is_kept_and_shown(edit, wall_lean, client_of, runner, other_runner):
    edit(new_video=upload(mp4()), new_captions=upload(VTT, "a.vtt"), video_words="Knee to the wall")

    addresses = (wall_lean.video_url, wall_lean.captions_url)
    seen = [client_of(who).get(address).status_code for who in (runner, other_runner) for address in addresses]
    assert (wall_lean.video_type, seen) == ("video/mp4", [200, 200, 404, 404])


def test_silent_video_needs_no_captions_but_words(edit, wall_lean):
    form = edit(new_video=upload(webm()))
    assert form.errors == {
        "video_words": ["Say what the video shows, for people who cannot see it."],
        "new_captions": ["Add captions, or tick that nothing is said in the video."],
    }
    edit(new_video=upload(webm()), video_words="Knee to the wall", video_silent="on")
    assert (wall_lean.video_type, wall_lean.captions.name) == ("video/webm", "")


def test_new_video_leaves_the_captions_of_the_old_one(edit, wall_lean):
    edit(new_video=upload(mp4()), new_captions=upload(VTT, "a.vtt"), video_words="Knee to the wall")

    form = edit(new_video=upload(mp4()))

    assert form.errors == {"new_captions": ["Add captions, or tick that nothing is said in the video."]}
    edit(new_video=upload(mp4()), video_silent="on")
    assert (bool(wall_lean.video), bool(wall_lean.captions)) == (True, False)


def test_video_can_be_taken_off_with_its_captions(edit, wall_lean):
    edit(new_video=upload(mp4()), new_captions=upload(VTT, "a.vtt"), video_words="Knee to the wall")

    edit(no_video="on")

    assert (wall_lean.video_url, wall_lean.captions_url) == ("", "")


def test_captions_without_a_video_are_refused(edit, wall_lean):
    form = edit(new_captions=upload(VTT, "a.vtt"))

    assert form.errors == {"new_video": ["Captions belong to a video. Choose the video too."]}


def test_file_that_is_no_video_is_refused_at_its_field(edit, wall_lean):
    form = edit(new_video=upload(b"<html>"), video_words="A drawing", video_silent="on")

    assert form.errors == {"new_video": ["This is no video that we can read. Choose an MP4 or WebM."]}
    assert not wall_lean.video


def test_home_test_has_a_video_too(client_of, therapist, clinic, typed, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    hop_test = HomeTest.objects.get(shelf=clinic.shelf, slug="hop-test")
    edit = editor_of(hop_test, "hometest", client_of(therapist), typed)

    edit(new_video=upload(mp4()), video_words="Hops", video_silent="on", figure_hidden="on")

    assert (hop_test.video_url != "", hop_test.figure_to_show) == (True, {})


def test_picture_or_video_stands_in_place_of_the_figure_only_where_there_is_one(edit, wall_lean):
    edit(figure_hidden="on")
    assert wall_lean.figure_to_show == wall_lean.figure != {}
