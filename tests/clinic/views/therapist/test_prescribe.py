"""The builder as a page: it shows, keeps, gives and throws away."""

import datetime

import pytest
from django.urls import reverse

from clinic.models import AuditEvent, Finding, Routine, RoutineDraft, StartGate
from exercises.models import Cause, Exercise, HomeTest

HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def address(episode):
    return reverse("prescribe", args=[episode.uuid])


@pytest.fixture
def give_address(episode):
    return reverse("prescribe-give", args=[episode.uuid])


@pytest.fixture
def discard_address(episode):
    return reverse("prescribe-discard", args=[episode.uuid])


def _uuid(clinic, slug, model=Exercise):
    return str(model.objects.get(shelf=clinic.shelf, slug=slug).uuid)


def _posted(episode, *slugs, **more):
    """A form as the browser sends it: these exercises, ten reps each, from today."""
    clinic = episode.runner.clinic
    data = {"starts_on": episode.runner.today().isoformat(), "words": "", "base_revision": "0"}
    data["line"] = [str(number) for number, _slug in enumerate(slugs, 1)]
    for number, slug in enumerate(slugs, 1):
        data[f"line-{number}-exercise"] = _uuid(clinic, slug)
        data |= {f"line-{number}-{box}": text for box, text in {"reps": "10", "days": "7", "times": "1"}.items()}
    return data | more


def _held(routine):
    return list(routine.prescribed.order_by("position").values_list("exercise__slug", flat=True))


def test_first_visit_proposes_the_confirmed_causes_first_stage(address, episode, therapist, client_of):
    cause = Cause.objects.get(shelf=episode.runner.clinic.shelf, slug="ankle-mobility")
    Finding.objects.create(episode=episode, cause=cause, state="confirmed")
    response = client_of(therapist).get(address)
    page = response.context["page"]
    assert [row.name for row in page.lines] == ["Wall lean"]
    assert [test.name for test in page.tests] == ["Knee-to-wall test (wall lean)"]
    assert RoutineDraft.objects.count() == 0


def test_page_title_names_nobody(address, episode, therapist, client_of):
    html = client_of(therapist).get(address).content.decode()
    title = html[html.index("<title>") : html.index("</title>")]
    assert "Routine 1" in title
    assert episode.runner.name.split()[0] not in title


def test_opening_the_page_is_audited_once(address, therapist, client_of):
    browser = client_of(therapist)
    browser.get(address)
    browser.get(address)
    assert AuditEvent.objects.filter(verb="record.opened", actor=therapist).count() == 1


def test_a_press_keeps_the_draft_and_shows_the_builder(address, episode, therapist, client_of):
    data = _posted(episode, "wall-lean", "dumbbell-deadlift", op="up:2")
    response = client_of(therapist).post(address, data, **HTMX)
    assert response.status_code == 200
    assert [row.name for row in response.context["page"].lines] == ["Dumbbell deadlift", "Wall lean"]
    draft = RoutineDraft.objects.get()
    assert (draft.therapist, draft.base_revision) == (therapist, 0)
    assert [line["key"] for line in draft.content["lines"]] == ["2", "1"]


def test_a_press_without_scripts_comes_back_by_a_redirect(address, episode, therapist, client_of):
    browser = client_of(therapist)
    response = browser.post(address, _posted(episode, "wall-lean", op="find", q="two"))
    assert (response.status_code, response.url) == (302, f"{address}?q=two")
    page = browser.get(response.url).context["page"]
    assert [row.name for row in page.lines] == ["Wall lean"]
    assert "Two-leg calf raise" in [choice.name for choice in page.found]


def test_what_cannot_be_read_is_kept_and_named(address, episode, therapist, client_of):
    browser = client_of(therapist)
    browser.post(address, _posted(episode, "wall-lean") | {"line-1-reps": "a few"}, **HTMX)
    row = browser.get(address).context["page"].lines[0]
    assert next(box.value for box in row.boxes if box.name == "reps") == "a few"
    assert row.faults == ("Reps must be a number like 10, or a range like 8 to 12",)


def test_removed_comes_back_by_undo(address, episode, therapist, client_of):
    browser = client_of(therapist)
    browser.post(address, _posted(episode, "wall-lean", "bridge-double", op="remove:1"), **HTMX)
    left = _posted(episode, "bridge-double") | {"op": "undo", "line": ["2"]}
    left |= {"line-2-exercise": left["line-1-exercise"], "line-2-reps": "10", "line-2-days": "7", "line-2-times": "1"}
    response = browser.post(address, left, **HTMX)
    assert [row.name for row in response.context["page"].lines] == ["Wall lean", "Two-leg bridge"]


@pytest.mark.parametrize("rubbish", ["\x00", "9" * 400, "../../etc", "🦵" * 300, "<script>alert(1)</script>"])
@pytest.mark.parametrize("name", ["op", "q", "line", "line-1-exercise", "line-1-reps", "test", "starts_on", "words"])
def test_rubbish_is_never_a_fault_of_ours(address, episode, therapist, client_of, name, rubbish):
    browser = client_of(therapist)
    data = _posted(episode, "wall-lean") | {name: rubbish}
    assert browser.post(address, data, **HTMX).status_code == 200
    html = browser.get(address).content.decode()
    assert "<script>alert(1)</script>" not in html


def test_give_writes_the_routine(give_address, episode, therapist, client_of):
    test = _uuid(episode.runner.clinic, "wall-lean", HomeTest)
    due = (episode.runner.today() + datetime.timedelta(days=28)).isoformat()
    data = _posted(episode, "wall-lean", words="Off you go.", test=test) | {f"due-{test}": due}
    RoutineDraft.objects.create(episode=episode, therapist=therapist)
    response = client_of(therapist).post(give_address, data)
    assert (response.status_code, response.url) == (302, reverse("runner-routine", args=[episode.runner.uuid]))
    routine = Routine.objects.get()
    assert (routine.revision, _held(routine), routine.words) == (1, ["wall-lean"], "Off you go.")
    assert [row.due_on.isoformat() for row in routine.retests.all()] == [due]
    assert RoutineDraft.objects.count() == 0


def test_give_of_something_wrong_names_it_and_loses_nothing(give_address, episode, therapist, client_of):
    data = _posted(episode, "wall-lean", words="Keep me.") | {"line-1-reps": "500"}
    response = client_of(therapist).post(give_address, data)
    assert response.status_code == 422
    assert response.context["page"].problems == [
        {"message": "Wall lean: Reps must be 200 or less", "target": "line-1-reps"}
    ]
    assert "Error: Routine 1" in response.content.decode()
    assert RoutineDraft.objects.get().content["words"] == "Keep me."
    assert Routine.objects.count() == 0


def test_give_of_impact_before_the_start_check_asks_for_a_reason(give_address, episode, therapist, client_of):
    browser = client_of(therapist)
    data = _posted(episode, "box-hop")
    refused = browser.post(give_address, data)
    assert (refused.status_code, [fault.field for fault in refused.context["page"].faults]) == (422, ["gate_reason"])
    given = browser.post(give_address, data | {"gate_reason": "Jumps daily at work."})
    assert given.status_code == 302
    assert StartGate.objects.get().override_reason == "Jumps daily at work."


def test_the_second_of_two_is_told_and_loses_nothing(give_address, episode, therapist, therapist2, client_of):
    first, second = client_of(therapist), client_of(therapist2)
    assert first.post(give_address, _posted(episode, "wall-lean")).status_code == 302
    told = second.post(give_address, _posted(episode, "bridge-double", words="Mine."))
    assert told.status_code == 409
    found = told.context["page"].overtaking
    assert (found.by, [(one.kind, one.what) for one in found.theirs]) == ("Tessa Therapist", [("added", "Wall lean")])
    assert [(one.kind, one.what) for one in found.mine] == [
        ("added", "Two-leg bridge"),
        ("removed", "Wall lean"),
        ("changed", "Words to the runner"),
    ]
    assert RoutineDraft.objects.get(therapist=therapist2).content["words"] == "Mine."
    assert Routine.objects.count() == 1


def test_the_second_may_give_theirs_after_having_seen(give_address, episode, therapist, therapist2, client_of):
    client_of(therapist).post(give_address, _posted(episode, "wall-lean"))
    data = _posted(episode, "bridge-double", seen="1")
    assert client_of(therapist2).post(give_address, data).status_code == 302
    assert _held(Routine.objects.current().get()) == ["bridge-double"]


def test_a_draft_of_a_former_revision_is_told_so_on_opening(address, routine, therapist, client_of):
    RoutineDraft.objects.create(episode=routine.episode, therapist=therapist, base_revision=0)
    page = client_of(therapist).get(address).context["page"]
    assert (page.is_overtaken, [one.what for one in page.overtaking.theirs]) == (True, ["Box hop", "Wall lean"])


def test_discard_throws_the_own_draft_away(discard_address, episode, therapist, therapist2, client_of):
    for person in (therapist, therapist2):
        RoutineDraft.objects.create(episode=episode, therapist=person)
    assert client_of(therapist).post(discard_address).status_code == 302
    assert RoutineDraft.objects.get().therapist == therapist2


@pytest.mark.parametrize("name", ["prescribe", "prescribe-give", "prescribe-discard"])
def test_who_is_refused(name, episode, client, staff, owner, other_therapist, client_of):
    where = reverse(name, args=[episode.uuid])
    data = _posted(episode, "wall-lean", op="refresh")
    RoutineDraft.objects.create(episode=episode, therapist=owner)
    assert client.post(where, data).url == f"{reverse('account_login')}?next={where}"
    answers = {
        "staff": client_of(staff).post(where, data).status_code,
        "owner": client_of(owner).post(where, data).status_code,
        "runner": client_of(episode.runner).post(where, data).status_code,
        "stranger": client_of(other_therapist).post(where, data).status_code,
    }
    assert answers == {"staff": 403, "owner": 403, "runner": 403, "stranger": 404}
    assert (Routine.objects.count(), RoutineDraft.objects.get().content) == (0, {})


def test_after_discharge_the_builder_is_closed(address, episode, therapist, client_of):
    episode.discharged_at, episode.outcome = episode.opened_at, "better"
    episode.save()
    assert client_of(therapist).get(address).status_code == 409


@pytest.mark.parametrize("slugs", [["wall-lean"], ["wall-lean", "bridge-double", "dumbbell-deadlift"]])
def test_the_page_costs_the_same_for_one_and_three(
    address, episode, therapist, client_of, slugs, django_assert_num_queries
):
    browser = client_of(therapist)
    browser.post(address, _posted(episode, *slugs), **HTMX)
    browser.get(address)
    with django_assert_num_queries(11):
        browser.get(address)


@pytest.mark.parametrize("slugs", [["wall-lean"], ["wall-lean", "bridge-double", "dumbbell-deadlift"]])
def test_a_press_costs_the_same_for_one_and_three(
    address, episode, therapist, client_of, slugs, django_assert_num_queries
):
    browser, data = client_of(therapist), _posted(episode, *slugs)
    browser.post(address, data, **HTMX)
    with django_assert_num_queries(11):
        browser.post(address, data, **HTMX)


def test_a_late_saving_does_not_bring_back_what_was_given(address, episode, therapist, client_of):
    """Sent while typing, on its way when "Give" was pressed."""
    browser, data = client_of(therapist), _posted(episode, "wall-lean")
    browser.post(address, data, **HTMX)
    assert browser.post(f"{address}give/", data).status_code == 302
    late = browser.post(address, data, **HTMX)
    assert (late.status_code, late["HX-Retarget"], late["HX-Reswap"]) == (409, "#builder", "outerHTML")
    assert "gave routine 1 while you worked on this" in late.text
    assert RoutineDraft.objects.count() == 0
    assert browser.get(address).context["page"].saved_at is None


def test_a_press_in_another_tab_after_giving_shows_what_was_typed(address, episode, therapist, client_of):
    browser, data = client_of(therapist), _posted(episode, "wall-lean", words="Take your time.")
    browser.post(f"{address}give/", data)
    for where in (address, f"{address}give/"):
        answer = browser.post(where, data)
        assert (answer.status_code, answer.context["page"].draft.words) == (409, "Take your time.")
    assert RoutineDraft.objects.count() == 0
    browser.post(address, data | {"seen": "1"}, **HTMX)
    assert RoutineDraft.objects.get().base_revision == 1


@pytest.fixture
def judge_address(episode):
    cause = Cause.objects.get(shelf=episode.runner.clinic.shelf, slug="ankle-mobility")
    return reverse("prescribe-judge", args=[episode.uuid, cause.uuid])


def test_a_cause_is_judged_without_leaving_the_builder(judge_address, therapist, client_of):
    response = client_of(therapist).post(judge_address, {"state": "confirmed"}, **HTMX)
    pressed = [line for line in response.content.decode().splitlines() if 'aria-pressed="true"' in line]
    assert [line.count('value="confirmed"') for line in pressed] == [1]
    assert Finding.objects.values_list("state", "evidence", "found_by").get() == ("confirmed", "", therapist.pk)


def test_judging_the_same_again_leaves_the_evidence(judge_address, episode, therapist, client_of):
    cause = Cause.objects.get(shelf=episode.runner.clinic.shelf, slug="ankle-mobility")
    Finding.objects.create(episode=episode, cause=cause, state="confirmed", evidence="9 cm left.")
    client_of(therapist).post(judge_address, {"state": "confirmed"}, **HTMX)
    assert list(Finding.objects.values_list("state", "evidence")) == [("confirmed", "9 cm left.")]
    client_of(therapist).post(judge_address, {"state": "ruled_out"}, **HTMX)
    assert list(Finding.objects.current().values_list("state", "evidence")) == [("ruled_out", "")]


def test_judging_without_scripts_keeps_the_draft(judge_address, address, episode, therapist, client_of):
    data = _posted(episode, "wall-lean", words="Go gently.", state="suspected")
    assert client_of(therapist).post(judge_address, data).url == address
    assert (RoutineDraft.objects.get().content["words"], Finding.objects.get().state) == ("Go gently.", "suspected")


def test_an_unknown_judgement_changes_nothing(judge_address, therapist, client_of):
    assert client_of(therapist).post(judge_address, {"state": "cured"}).status_code == 422
    assert Finding.objects.count() == 0


def test_a_cause_of_another_clinic_cannot_be_judged(episode, other_clinic, therapist, client_of):
    foreign = Cause.objects.get(shelf=other_clinic.shelf, slug="ankle-mobility")
    address = reverse("prescribe-judge", args=[episode.uuid, foreign.uuid])
    assert client_of(therapist).post(address, {"state": "confirmed"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_judging_costs_the_same_for_one_and_three(
    judge_address, episode, therapist, client_of, count, django_assert_num_queries
):
    browser = client_of(therapist)
    causes = Cause.objects.filter(shelf=episode.runner.clinic.shelf).exclude(slug="ankle-mobility")
    for cause in causes[:count]:
        Finding.objects.create(episode=episode, cause=cause, state="suspected")
    with django_assert_num_queries(12):
        browser.post(judge_address, {"state": "confirmed"}, **HTMX)
