import datetime
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clinic.models import Alert, ExerciseLog, StartGate
from exercises.dosage import Dosage
from tests.clinic.bodies import screened
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory


@pytest.fixture
def hop(routine):
    return routine.prescribed.get(position=1)


@pytest.fixture
def lean(routine):
    return routine.prescribed.get(position=2)


@pytest.fixture
def log(hop):
    return LogFactory(prescribed_exercise=hop, pain=None)


def body(**changes):
    return {"id": str(uuid.uuid4()), "pain": "2"} | changes


def feel(client, log, **changes):
    return client.post(reverse("log-feel", args=[log.uuid]), body(**changes))


def html_of(client, prescribed):
    response = client.get(reverse("prescribed", args=[prescribed.uuid]))
    assert response.status_code == 200
    return response.content.decode()


def test_prescribed_anonymous_is_sent_to_sign_in(hop):
    assert Client().get(reverse("prescribed", args=[hop.uuid])).status_code == 302


@pytest.mark.parametrize("person", ["runner2", "other_runner"])
def test_prescribed_of_somebody_else_is_not_found(client_of, hop, person, request):
    client = client_of(request.getfixturevalue(person))
    assert client.get(reverse("prescribed", args=[hop.uuid])).status_code == 404


def test_prescribed_for_the_therapist_is_refused(client_of, hop, therapist):
    assert client_of(therapist).get(reverse("prescribed", args=[hop.uuid])).status_code == 403


def test_prescribed_shows_dose_steps_note_and_when_to_stop(client_of, runner, lean):
    lean.note = "Only as far as the heel stays down."
    lean.save()
    html = html_of(client_of(runner), lean)
    assert html.count("<h1>Wall lean</h1>") == 1
    assert '<p class="dose-big">1 × 10 each side</p>' in html
    assert "Only as far as the heel stays down." in html
    for line in [*lean.exercise.steps.splitlines(), *lean.exercise.stop_when.splitlines()]:
        assert line in html


def test_prescribed_gives_the_counter_its_numbers(client_of, runner, lean):
    html = html_of(client_of(runner), lean)
    assert 'data-sets="1" data-sides="2" data-reps="10" data-work="0" data-hold="0" data-rest="0"' in html


def test_prescribed_without_anything_to_count_has_no_counter(client_of, runner, lean):
    lean.dosage = Dosage(work_seconds=40, sets=2)
    lean.save()
    assert 'data-sets="2" data-sides="1" data-reps="0" data-work="40"' in html_of(client_of(runner), lean)


def test_prescribed_that_ended_cannot_be_done(client_of, runner, routine, hop):
    routine.ended_at = timezone.now()
    routine.save()
    html = html_of(client_of(runner), hop)
    assert "This is not in your plan now." in html
    assert "data-done-form" not in html


def test_prescribed_with_a_closed_gate_leads_to_the_start_check(client_of, runner, hop):
    StartGate.objects.all().delete()
    html = html_of(client_of(runner), hop)
    assert f'href="{reverse("my-gate")}"' in html
    assert "data-done-form" not in html


def test_prescribed_while_everything_is_locked_shows_what_to_do(client_of, runner, hop):
    screened(runner, swollen_warm_calf="yes")
    html = html_of(client_of(runner), hop)
    assert "<h1>Get your leg checked today</h1>" in html
    assert "Box hop" not in html


@pytest.mark.parametrize("exercises", [1, 3])
def test_prescribed_costs_the_same_for_any_number(client_of, runner, exercises, django_assert_num_queries):
    routine = RoutineFactory(episode=EpisodeFactory(runner=runner))
    slugs = ("wall-lean", "dumbbell-deadlift", "box-hop")[:exercises]
    rows = [PrescribedFactory(routine=routine, slug=slug) for slug in slugs]
    client = client_of(runner)
    # Session, user, membership; then the runner, the exercise, four for the day, the equipment.
    with django_assert_num_queries(3 + 7):
        html_of(client, rows[0])


def test_log_feel_anonymous_is_sent_to_sign_in(log):
    assert feel(Client(), log).status_code == 302
    assert ExerciseLog.objects.get().pain is None


def test_log_feel_by_another_runner_is_not_found(client_of, log, runner2):
    assert feel(client_of(runner2), log).status_code == 404
    assert ExerciseLog.objects.get().pain is None


def test_log_feel_corrects_the_entry(client_of, runner, log):
    response = feel(client_of(runner), log, pain="3", effort="4", sets_done="2", reps_done="8", note="Felt stiff.")
    assert (response.status_code, response.url) == (302, reverse("today"))
    [new] = ExerciseLog.objects.standing()
    assert (new.replaces, new.done_at, new.prescribed_exercise) == (log, log.done_at, log.prescribed_exercise)
    assert (new.pain, new.effort, new.sets_done, new.reps_done, new.note) == (3, 4, 2, 8, "Felt stiff.")
    assert Alert.objects.count() == 0


@pytest.mark.parametrize(("pain", "alerts"), [("5", 0), ("6", 1), ("10", 1)])
def test_log_feel_above_five_says_what_to_do_and_alerts(client_of, runner, log, pain, alerts):
    response = feel(client_of(runner), log, pain=pain)
    new = ExerciseLog.objects.standing().get()
    expected = reverse("log-advice", args=[new.uuid]) if alerts else reverse("today")
    assert response.url == expected
    assert [alert.kind for alert in Alert.objects.all()] == [Alert.Kind.PAIN] * alerts


def test_log_feel_sharp_pain_is_treated_like_stop(client_of, runner, log):
    response = feel(client_of(runner), log, pain="1", sharp="yes", note="In the heel.")
    new = ExerciseLog.objects.standing().get()
    assert response.url == reverse("log-advice", args=[new.uuid])
    assert (new.pain, new.note) == (1, "In the heel.\nSharp or sudden.")
    assert [(alert.kind, alert.facts["sharp"]) for alert in Alert.objects.all()] == [(Alert.Kind.PAIN, True)]


def test_log_feel_not_sharp_alerts_nobody(client_of, runner, log):
    assert feel(client_of(runner), log, pain="1", sharp="no").url == reverse("today")
    assert Alert.objects.count() == 0


def test_log_feel_steep_rise_leads_to_the_safety_check(client_of, runner, hop, log):
    LogFactory(prescribed_exercise=hop, pain=1, done_at=log.done_at - datetime.timedelta(days=1))
    response = feel(client_of(runner), log, pain="4")
    new = ExerciseLog.objects.standing().exclude(pain=1).get()
    assert response.url == reverse("log-advice", args=[new.uuid])


def test_log_feel_sent_twice_is_one_correction(client_of, runner, log):
    client, entry = client_of(runner), str(uuid.uuid4())
    first, second = (feel(client, log, id=entry, pain="7") for _time in range(2))
    assert (first.url, second.url) == (reverse("log-advice", args=[entry]),) * 2
    assert ExerciseLog.objects.count() == 2
    assert Alert.objects.count() == 1


def test_log_feel_of_a_corrected_entry_corrects_the_correction(client_of, runner, log):
    client = client_of(runner)
    feel(client, log, pain="3")
    feel(client, log, pain="1")
    assert [row.pain for row in ExerciseLog.objects.standing()] == [1]
    assert ExerciseLog.objects.count() == 3


def test_log_feel_shows_what_was_said_before(client_of, runner, log):
    client = client_of(runner)
    feel(client, log, pain="3", note="Felt stiff.")
    html = client.get(reverse("log-feel", args=[log.uuid])).content.decode()
    assert 'value="3" id="id_pain_3" checked' in html
    assert "Felt stiff." in html


def test_log_feel_of_an_undone_entry_goes_back_to_today(client_of, runner, log):
    log.voided_at, log.voided_by = timezone.now(), runner.user
    log.save()
    assert client_of(runner).get(reverse("log-feel", args=[log.uuid])).url == reverse("today")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pain": ""}, "Choose a number from 0 to 10."),
        ({"pain": "11"}, "11"),
        ({"effort": "11"}, "11"),
        ({"sets_done": "many"}, "Sets you did: give a whole number."),
        ({"reps_done": "-1"}, "greater than or equal to 0"),
        ({"reps_done": "99999999999999999999"}, "less than or equal to 1000"),
        ({"note": "x" * 1001}, "1000"),
        ({"note": "null\x00byte"}, "null characters are not allowed."),
    ],
)
def test_log_feel_with_an_impossible_value_says_so_and_keeps_the_rest(client_of, runner, log, changes, words):
    response = feel(client_of(runner), log, **({"note": "Keep this."} | changes))
    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: How did it feel?" in html
    assert words in html[html.index("There is a problem") :]
    assert "note" in changes or "Keep this." in html
    assert ExerciseLog.objects.get().pain is None


def test_log_feel_after_a_lock_still_takes_what_was_done_before(client_of, runner, log):
    screened(runner, swollen_warm_calf="yes")
    assert feel(client_of(runner), log, pain="3").status_code == 302
    assert ExerciseLog.objects.standing().get().pain == 3


def test_log_advice_names_the_telephone_and_the_safety_check(client_of, runner, log):
    html = client_of(runner).get(reverse("log-advice", args=[log.uuid])).content.decode()
    assert html.count("<h1>Stop this one for today</h1>") == 1
    assert f'href="{reverse("my-screening")}?set=short"' in html
    assert 'href="tel:+43 1 555 0100"' in html
    assert "Nobody watches this page for emergencies." in html


def test_log_advice_of_another_runner_is_not_found(client_of, log, runner2):
    assert client_of(runner2).get(reverse("log-advice", args=[log.uuid])).status_code == 404
