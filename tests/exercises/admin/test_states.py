import pytest
from django.urls import reverse

from clinic.models import EpisodeOfCare
from exercises import actions
from exercises.models import Cause, Complaint, ContentVersion, Exercise, HomeTest, Protocol, Status


def page(name, content, *args):
    return reverse(f"admin:exercises_{content._meta.model_name}_{name}", args=[content.pk, *args])


@pytest.fixture
def draft(clinic, therapist, wall_lean):
    """A copy that nothing uses."""
    copy = actions.copy(content=wall_lean, by=therapist)
    actions.save_content(content=copy, by=therapist, easier=[])
    return copy


def words_of(response):
    return [str(message) for message in response.context["messages"]]


@pytest.mark.parametrize("name", ["publish", "retire"])
def test_state_asks_the_anonymous_to_sign_in(client, wall_lean, name):
    response = client.post(page(name, wall_lean))

    wall_lean.refresh_from_db()
    assert (response.status_code, wall_lean.status) == (302, Status.PUBLISHED)


@pytest.mark.parametrize("name", ["publish", "retire"])
def test_state_of_anothers_row_is_not_there(client_of, other_therapist, wall_lean, name):
    response = client_of(other_therapist).post(page(name, wall_lean))

    wall_lean.refresh_from_db()
    assert (response.status_code, wall_lean.status) == (404, Status.PUBLISHED)


def test_publish_shows_it_to_readers(client_of, therapist, draft):
    response = client_of(therapist).post(page("publish", draft))

    draft.refresh_from_db()
    assert (response.status_code, draft.status) == (302, Status.PUBLISHED)


def test_publish_takes_no_get(client_of, therapist, draft):
    assert client_of(therapist).get(page("publish", draft)).status_code == 405


def test_publish_says_what_is_missing(client_of, therapist, draft):
    Exercise.objects.filter(pk=draft.pk).update(steps="")

    response = client_of(therapist).post(page("publish", draft), follow=True)

    draft.refresh_from_db()
    assert (words_of(response), draft.status) == (["Steps: write at least one."], Status.DRAFT)


def test_retire_asks_first_and_says_where_it_is_used(client_of, therapist, wall_lean, routine):
    response = client_of(therapist).get(page("retire", wall_lean))

    wall_lean.refresh_from_db()
    assert response.context["uses"] == ["1 protocol", "4 steps of a chain", "1 routine"]
    assert wall_lean.status == Status.PUBLISHED


def test_retired_exercise_stays_in_routines_and_comes_back(client_of, therapist, wall_lean, routine):
    client = client_of(therapist)

    client.post(page("retire", wall_lean))
    wall_lean.refresh_from_db()
    assert (wall_lean.status, routine.prescribed.filter(exercise=wall_lean).count()) == (Status.RETIRED, 1)

    client.post(page("publish", wall_lean))
    wall_lean.refresh_from_db()
    assert wall_lean.status == Status.PUBLISHED


def test_delete_of_what_is_in_use_is_refused_with_reasons(client_of, therapist, wall_lean, routine):
    response = client_of(therapist).post(page("delete", wall_lean), {"post": "yes"})

    assert response.context["reasons"] == [
        "It is used in 1 protocol, 4 steps of a chain, 1 routine.",
        "It came with the shared library.",
    ]
    assert Exercise.objects.filter(pk=wall_lean.pk).exists()


def test_delete_of_an_unused_draft_removes_it_with_its_history(client_of, therapist, draft):
    response = client_of(therapist).post(page("delete", draft))

    assert response.status_code == 302
    assert not Exercise.objects.filter(pk=draft.pk).exists()
    assert not ContentVersion.objects.filter(content_uuid=draft.uuid).exists()


def test_delete_asks_first(client_of, therapist, draft):
    response = client_of(therapist).get(page("delete", draft))

    assert (response.context["reasons"], Exercise.objects.filter(pk=draft.pk).exists()) == ([], True)


@pytest.mark.parametrize(
    ("model", "words"),
    [(Complaint, ["1 episode"]), (HomeTest, []), (Cause, [])],
)
def test_episode_counts_as_use(clinic, episode, model, words):
    from exercises import registry

    row = episode.complaint if model is Complaint else model.objects.filter(shelf=clinic.shelf).first()

    assert [usage.words for usage in registry.usage_of(row)] == words
    assert EpisodeOfCare.objects.count() == 1


def test_history_shows_the_difference_of_the_last_two(client_of, therapist, wall_lean):
    wall_lean.summary = "Second words."
    actions.save_content(content=wall_lean, by=therapist, note="Plainer")

    context = client_of(therapist).get(page("history", wall_lean)).context

    assert [(version.number, version.note) for version in context["versions"]] == [
        (2, "Plainer"),
        (1, "From the shared library"),
    ]
    assert [(change.label, change.after) for change in context["changes"]] == [("In one sentence", "Second words.")]


def test_history_compares_any_two(client_of, therapist, wall_lean):
    for words in ("Second.", "Third."):
        wall_lean.summary = words
        actions.save_content(content=wall_lean, by=therapist)

    context = client_of(therapist).get(page("history", wall_lean), {"old": "3", "new": "2"}).context

    assert (context["old"].number, context["new"].number) == (2, 3)
    assert [(change.before, change.after) for change in context["changes"]] == [("Second.", "Third.")]


def test_revert_makes_a_new_version_of_the_old_words(client_of, therapist, wall_lean):
    before = wall_lean.summary
    wall_lean.summary = "Second words."
    actions.save_content(content=wall_lean, by=therapist)

    response = client_of(therapist).post(page("revert", wall_lean, 1))

    wall_lean.refresh_from_db()
    newest = ContentVersion.objects.filter(content_uuid=wall_lean.uuid).first()
    assert (response.status_code, wall_lean.summary) == (302, before)
    assert (newest.number, newest.saved_by, newest.note) == (3, therapist, "Back to version 1")


def test_revert_of_anothers_row_is_not_there(client_of, other_therapist, wall_lean):
    assert client_of(other_therapist).post(page("revert", wall_lean, 1)).status_code == 404


def test_revert_to_an_unknown_version_is_not_there(client_of, therapist, wall_lean):
    assert client_of(therapist).post(page("revert", wall_lean, 99)).status_code == 404


def test_publish_of_a_protocol_with_a_draft_is_refused_and_nothing_is_saved(
    client_of, therapist, protocol, draft, typed
):
    Protocol.objects.filter(pk=protocol.pk).update(status=Status.DRAFT)
    client, address = client_of(therapist), page("change", protocol)
    data = typed(client, address)
    key = data["stages"][0]
    data |= {f"stages-{key}-rows-1-exercise": [draft.slug], "name": ["Changed"], "_publish": ["1"]}

    response = client.post(address, data)

    protocol.refresh_from_db()
    errors = response.context["adminform"].form.non_field_errors()
    assert errors == [f"Exercise “{draft.name}”: publish it first."]
    assert (protocol.status, protocol.name != "Changed") == (Status.DRAFT, True)
