import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from exercises.models import Exercise, HomeTest

BYTES = bytes(range(200))


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def video(clinic, folder):
    """On the box hop of the clinic, with its captions."""
    facts = {
        "video": default_storage.save("videos/abc.mp4", ContentFile(BYTES)),
        "captions": default_storage.save("captions/abc.vtt", ContentFile(b"WEBVTT\n")),
    }
    Exercise.objects.filter(shelf=clinic.shelf, slug="box-hop").update(**facts, video_words="A hop")
    return reverse("video", args=["abc.mp4"])


def got(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_video_is_served_to_its_readers_and_may_be_kept(client_of, runner, video):
    response = client_of(runner).get(video)
    headers = ("Content-Type", "Accept-Ranges", "X-Content-Type-Options", "Cache-Control", "Content-Length")
    assert (response.status_code, got(response)) == (200, BYTES)
    assert [response[name] for name in headers] == [
        *("video/mp4", "bytes", "nosniff", "private, max-age=31536000, immutable", "200"),
    ]


def test_video_is_served_in_pieces(client_of, runner, video):
    response = client_of(runner).get(video, headers={"Range": "bytes=10-19"})
    assert (response.status_code, got(response)) == (206, BYTES[10:20])
    assert (response["Content-Range"], response["Content-Length"]) == ("bytes 10-19/200", "10")


def test_video_piece_behind_its_end_is_refused(client_of, runner, video):
    response = client_of(runner).get(video, headers={"Range": "bytes=200-"})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */200")


def test_captions_are_served_as_such(client_of, runner, video):
    response = client_of(runner).get(reverse("captions", args=["abc.vtt"]))
    assert (got(response), response["Content-Type"]) == (b"WEBVTT\n", "text/vtt; charset=utf-8")


@pytest.mark.parametrize("name", ["video", "captions"])
def test_file_of_another_clinic_is_not_there(client_of, other_runner, video, name):
    ending = {"video": "mp4", "captions": "vtt"}[name]
    assert client_of(other_runner).get(reverse(name, args=[f"abc.{ending}"])).status_code == 404


def test_video_anonymous_is_sent_to_sign_in(client, video):
    assert client.get(video).status_code == 302


def test_video_that_nothing_shows_any_more_is_not_there(client_of, runner, clinic, video):
    Exercise.objects.filter(shelf=clinic.shelf).update(video="", captions="")
    assert client_of(runner).get(video).status_code == 404


@pytest.mark.parametrize("name", ["abc.html", "..%2fabc.mp4", "abc.mov"])
def test_video_other_names_are_not_there(client_of, runner, video, name):
    assert client_of(runner).get(f"/library/videos/{name}").status_code == 404


def test_home_test_has_its_pictures_too(client_of, runner, clinic, folder):
    name = default_storage.save("pictures/tape.webp", ContentFile(b"RIFF"))
    HomeTest.objects.filter(shelf=clinic.shelf, slug="hop-test").update(picture=name, picture_alt="A tape")
    assert got(client_of(runner).get(reverse("picture", args=["tape.webp"]))) == b"RIFF"
