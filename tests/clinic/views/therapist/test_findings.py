import re
import uuid

import pytest
from django.test import Client

from clinic.models import Finding, TestResult, TestValue
from exercises.models import Cause, HomeTest

REFUSED = [302, 404, 403, 403, 403, 403]


@pytest.fixture
def cause(clinic):
    return Cause.objects.get(shelf=clinic.shelf, slug="calf-strength")


def at(episode, cause):
    return f"/episodes/{episode.uuid}/findings/{cause.uuid}/"


def said(cause, **given):
    return {f"c{cause.uuid.hex[:8]}-{name}": value for name, value in given.items()}


def test_finding_is_refused_to_strangers(episode, cause, request, client_of):
    data = said(cause, state="confirmed")
    people = [request.getfixturevalue(who) for who in ("other_therapist", "runner2", "runner", "staff", "owner")]
    statuses = [client_of(one).post(at(episode, cause), data).status_code for one in people]
    assert [Client().post(at(episode, cause), data).status_code, *statuses] == REFUSED
    assert Finding.objects.count() == 0


def test_finding_is_kept_and_shown(episode, cause, therapist, client_of):
    client = client_of(therapist)
    answer = client.post(at(episode, cause), said(cause, state="confirmed", evidence="12 raises left."))
    assert answer.url == f"/episodes/{episode.uuid}/findings/#cause-{cause.uuid}"
    assert Finding.objects.values_list("cause", "state", "evidence", "found_by").get() == (
        cause.pk,
        "confirmed",
        "12 raises left.",
        therapist.pk,
    )
    assert "12 raises left." in client.get(f"/episodes/{episode.uuid}/findings/").content.decode()


def test_finding_is_kept_on_the_way_to_the_routine(episode, cause, therapist, client_of):
    answer = client_of(therapist).post(at(episode, cause), said(cause, state="suspected") | {"prescribe": "on"})
    assert (answer.url, Finding.objects.get().state) == (f"/episodes/{episode.uuid}/prescribe/", "suspected")


def test_finding_needs_a_state_and_keeps_the_evidence(episode, cause, therapist, client_of):
    answer = client_of(therapist).post(at(episode, cause), said(cause, evidence="12 raises left."))
    assert (answer.status_code, [set(form.errors) for form in answer.context["faulty"]]) == (422, [{"state"}])
    assert "12 raises left." in answer.content.decode()


def test_going_on_to_the_routine_keeps_what_was_chosen(episode, cause, therapist, client_of):
    mobility = Cause.objects.get(shelf=cause.shelf, slug="ankle-mobility")
    data = said(cause, state="suspected", evidence="") | said(mobility, state="ruled_out", evidence="11 cm.")
    answer = client_of(therapist).post(f"/episodes/{episode.uuid}/findings/", data, follow=True)
    assert answer.redirect_chain == [(f"/episodes/{episode.uuid}/prescribe/", 302)]
    assert [str(message) for message in answer.context["messages"]] == [f"Kept: {cause.name}, {mobility.name}."]
    assert dict(Finding.objects.values_list("cause__slug", "state")) == {
        "calf-strength": "suspected",
        "ankle-mobility": "ruled_out",
    }


def test_going_on_to_the_routine_without_a_choice_keeps_nothing(episode, therapist, client_of):
    answer = client_of(therapist).post(f"/episodes/{episode.uuid}/findings/", {})
    assert (answer.url, Finding.objects.count()) == (f"/episodes/{episode.uuid}/prescribe/", 0)


def test_going_on_is_stopped_by_evidence_without_a_state_and_keeps_all_that_was_typed(
    episode, cause, therapist, client_of
):
    mobility = Cause.objects.get(shelf=cause.shelf, slug="ankle-mobility")
    data = said(cause, state="confirmed") | said(mobility, evidence="11 cm.")
    answer = client_of(therapist).post(f"/episodes/{episode.uuid}/findings/", data)
    assert (answer.status_code, Finding.objects.count()) == (422, 0)
    forms = [form for _found, form in answer.context["rows"]]
    assert [(form["state"].value(), form["evidence"].value(), set(form.errors)) for form in forms[:2]] == [
        ("confirmed", None, set()),
        (None, "11 cm.", {"state"}),
    ]


def test_keeping_one_finding_keeps_what_was_chosen_at_another(episode, cause, therapist, client_of):
    mobility = Cause.objects.get(shelf=cause.shelf, slug="ankle-mobility")
    client_of(therapist).post(at(episode, cause), said(cause, state="confirmed") | said(mobility, state="suspected"))
    assert Finding.objects.filter(cause=mobility).values_list("state", flat=True).get() == "suspected"


def test_going_on_leaves_alone_what_another_therapist_found_meanwhile(episode, cause, therapist, client_of):
    """The page was opened while nothing was found, and came back as it was opened."""
    Finding.objects.create(episode=episode, cause=cause, state="confirmed", evidence="12 raises left.")
    prefix = f"c{cause.uuid.hex[:8]}"
    opened = {f"initial-{prefix}-state": "", f"initial-{prefix}-evidence": "", f"{prefix}-evidence": ""}
    client_of(therapist).post(f"/episodes/{episode.uuid}/findings/", opened)
    assert Finding.objects.values_list("state", "evidence").get() == ("confirmed", "12 raises left.")


def test_the_page_remembers_how_it_was_opened(episode, cause, therapist, client_of):
    Finding.objects.create(episode=episode, cause=cause, state="confirmed", evidence="12 raises left.")
    page = client_of(therapist).get(f"/episodes/{episode.uuid}/findings/").content.decode()
    prefix = f"c{cause.uuid.hex[:8]}"
    assert re.findall(rf'name="initial-{prefix}-(\w+)" value="([^"]*)"', page) == [
        ("state", "confirmed"),
        ("evidence", "12 raises left."),
    ]


def test_a_cause_of_another_complaint_or_clinic_is_not_found(episode, other_clinic, therapist, client_of):
    foreign = Cause.objects.get(shelf=other_clinic.shelf, slug="calf-strength")
    assert client_of(therapist).post(at(episode, foreign), said(foreign, state="confirmed")).status_code == 404


def test_causes_stand_in_order_with_what_their_tests_say(episode, therapist, client_of):
    rows = [found for found, _form in client_of(therapist).get(f"/episodes/{episode.uuid}/findings/").context["rows"]]
    assert [(row.cause.slug, [test.name for test in row.untested]) for row in rows][:5] == [
        ("calf-strength", ["Hop test", "Single-leg heel raise test"]),
        ("ankle-mobility", ["Knee-to-wall test (wall lean)"]),
        ("glutes-hamstrings", ["Single-leg hamstring bridge test"]),
        ("shoes", ["Shoe comfort"]),
        ("load-error", []),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_findings_query_count(episode, cause, therapist, count, client_of, django_assert_num_queries):
    test = HomeTest.objects.get(shelf=cause.shelf, slug="hop-test")
    for number in range(count):
        Finding.objects.create(
            episode=episode, cause=cause, state="suspected", superseded_at=None if number == 0 else episode.opened_at
        )
        row = TestResult.objects.create(
            uuid=uuid.uuid4(), runner=episode.runner, home_test=test, side="left", done_at=episode.opened_at,
            local_date=episode.opened_at.date(), method="counted",
        )  # fmt: skip
        TestValue.objects.create(result=row, measure=test.measures.get(key="seconds"), value=20 + number, unit="s")
    client = client_of(therapist)
    client.get(f"/episodes/{episode.uuid}/findings/")
    with django_assert_num_queries(10):
        client.get(f"/episodes/{episode.uuid}/findings/")
