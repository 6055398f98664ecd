"""The caseload: who needs somebody, why in words, and what to do."""

import datetime
import uuid

import pytest
import time_machine
from django.utils import timezone

from clinic.actions import episodes
from clinic.models import (
    Alert,
    CareAssignment,
    Finding,
    Lock,
    Message,
    Pause,
    Retest,
    Screening,
    TestResult,
    TestValue,
)
from clinic.queries.caseload import caseload_of
from clinic.queries.caseload_faces import Wanted
from exercises.models import Cause, HomeTest
from tests.factories import (
    EpisodeFactory,
    LogFactory,
    PrescribedFactory,
    RoutineFactory,
    RunnerFactory,
)

DAY = datetime.timedelta(days=1)
NOON = "2026-11-23T12:00:00+01:00"
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


def care_for(runner, therapist, *, days=28, routine=True):
    """An episode led by the therapist; its routine holds the wall lean, 3 or 4 times a week, logged yesterday."""
    episode = EpisodeFactory(runner=runner, opened_by=therapist, opened_at=timezone.now() - days * DAY)
    CareAssignment.objects.create(episode=episode, therapist=therapist, from_on=TODAY - days * DAY)
    if routine:
        given = RoutineFactory(episode=episode, starts_on=TODAY - days * DAY)
        log(PrescribedFactory(routine=given, slug="wall-lean"), 1)
    return episode


def log(prescribed, days_ago, **facts):
    when = timezone.now() - days_ago * DAY
    return LogFactory(prescribed_exercise=prescribed, done_at=when, **facts)


def look(user, **asked):
    return caseload_of(user, Wanted.of(asked, user))


def needs(user, **asked):
    return [(row.person.name, row.chip, row.first, row.rest, row.label) for row in look(user, **asked).needs]


def one(user):
    return needs(user)[0][1:]


def retest(episode, due_on):
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug="hop-test")
    return Retest.objects.create(episode=episode, home_test=test, due_on=due_on)


def result(episode, slug, side, days_ago, key, value):
    test = HomeTest.objects.get(shelf=episode.runner.clinic.shelf, slug=slug)
    when = timezone.now() - days_ago * DAY
    row = TestResult.objects.create(
        uuid=uuid.uuid4(), runner=episode.runner, episode=episode, home_test=test, side=side, done_at=when,
        local_date=when.date(), method="tape",
    )  # fmt: skip
    measure = test.measures.get(key=key)
    TestValue.objects.create(result=row, measure=measure, value=value, unit=measure.unit)


def alert(runner, kind, **facts):
    return Alert.objects.create(runner=runner, kind=kind, facts=facts)


def locked(runner, extent="all"):
    screening = Screening.objects.create(
        uuid=uuid.uuid4(), runner=runner, done_at=timezone.now(), local_date=TODAY, answers={}, level="same_day"
    )
    return Lock.objects.create(runner=runner, screening=screening, extent=extent)


def test_who_goes_to_plan_stands_in_the_table(runner, therapist):
    episode = care_for(runner, therapist)
    retest(episode, TODAY + 14 * DAY)
    found = look(therapist)
    assert (found.needing, found.planned, found.needs) == (0, 1, [])
    row = found.plan[0]
    assert (row.person.name, row.line, row.routine, row.following) == (
        "Rita Runner",
        "Calf pain when running, left · day 29",
        "Wall lean, week 5",
        "Hop test, 7 Dec",
    )
    assert (row.pain_now, len(row.days), len(row.pains)) == (2, 14, 7)


def test_a_red_flag_says_the_answer_and_the_lock(runner, therapist):
    care_for(runner, therapist)
    locked(runner)
    alert(runner, "red_flag", level="same_day", reasons=["Sudden snap", "Swollen calf"])
    assert one(therapist) == (
        "Red flag",
        "Yes to “Sudden snap” and 1 more, today 12:00.",
        "Exercises and tests are locked.",
        "Review answers",
    )


def test_a_lock_of_impact_without_an_alert_still_needs_somebody(runner, therapist):
    care_for(runner, therapist)
    locked(runner, "impact")
    assert one(therapist) == (
        "Red flag",
        "Runs, hops, jumps and tests are locked.",
        "The answers wait for you.",
        "Review answers",
    )


def test_pain_says_what_it_was_before(runner, therapist):
    episode = care_for(runner, therapist)
    hop = PrescribedFactory(routine=episode.routines.get(), slug="box-hop", position=9)
    log(hop, 2, pain=3)
    log(hop, 0, pain=7)
    alert(runner, "pain", pain=7, exercise="Box hop")
    assert one(therapist) == ("Pain up", "Box hop: pain went from 3 to 7.", "Today 12:00.", "See log")


def test_pain_without_an_earlier_rating_is_said_alone(runner, therapist):
    care_for(runner, therapist)
    alert(runner, "pain", pain=7, test="Hop test")
    assert one(therapist)[1] == "Hop test: pain 7 of 10."


def test_a_morning_stands_beside_the_usual_one(runner, therapist):
    care_for(runner, therapist)
    alert(runner, "morning", pain=5, usual=2)
    assert one(therapist) == ("Morning", "Pain 5 the morning after.", "Usually 2.", "See log")


def test_a_first_morning_has_no_usual_one(runner, therapist):
    care_for(runner, therapist)
    alert(runner, "morning", pain=6, usual=None)
    assert one(therapist)[1:3] == ("Pain 6 the morning after.", "")


def test_a_result_says_both_sides_and_that_no_threshold_is_published(runner, therapist):
    episode = care_for(runner, therapist)
    for days_ago, left, right in ((28, 21, 28), (0, 28, 30)):
        result(episode, "hop-test", "left", days_ago, "seconds", left)
        result(episode, "hop-test", "right", days_ago, "seconds", right)
    alert(runner, "result", test="Hop test")
    assert one(therapist) == (
        "New result",
        "Hop test left 21 to 28 s, right 28 to 30 s.",
        "No published threshold.",
        "Decide",
    )


def test_a_result_says_each_side_where_they_differ(runner, therapist):
    episode = care_for(runner, therapist)
    for days_ago, left, right in ((28, "7.0", "9.0"), (0, "9.5", "9.5")):
        for side, cm in (("left", left), ("right", right)):
            result(episode, "wall-lean", side, days_ago, "distance_cm", cm)
    name = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="wall-lean").name
    alert(runner, "result", test=name)
    assert one(therapist)[1:3] == (
        f"{name} left 7 to 9.5 cm, right 9 to 9.5 cm.",
        "Left perhaps improved, right no clear change.",
    )


@pytest.mark.parametrize(
    ("due_in", "expected"),
    [
        (0, ("Re-test due", "Hop test is due today.", "", "Write")),
        (-3, ("Re-test due", "Hop test was due 3 days ago, 20 Nov.", "", "Write")),
        (-4, ("Re-test late", "Hop test was due 4 days ago, 19 Nov.", "", "Write")),
    ],
)
def test_a_retest_that_is_due(runner, therapist, due_in, expected):
    retest(care_for(runner, therapist), TODAY + due_in * DAY)
    assert one(therapist) == expected


def test_a_message_is_quoted_in_short(runner, therapist):
    care_for(runner, therapist)
    Message.objects.create(runner=runner, sender=runner.user, from_runner=True, text="May I\nrun? " + "x" * 80)
    chip, first, rest, label = one(therapist)
    assert (chip, first, rest, label) == ("Message", "“May I run? " + "x" * 58 + "…”", "", "Answer")


def test_sides_that_differ(runner, therapist):
    care_for(runner, therapist)
    alert(runner, "side_difference", left="7.0", right="9.5", unit="cm")
    assert one(therapist)[:2] == ("Sides differ", "Left 7, right 9.5 cm.")


def test_a_week_without_a_log_is_quiet(runner, therapist):
    episode = care_for(runner, therapist)
    runner.exerciselog_rows.all().delete()
    log(episode.routines.get().prescribed.get(), 9)
    assert one(therapist) == ("Quiet", "No log for 9 days.", "", "Write")


def test_a_pause_is_not_quiet_and_its_end_gives_a_week(runner, therapist):
    episode = care_for(runner, therapist)
    runner.exerciselog_rows.all().delete()
    pause = Pause.objects.create(episode=episode, from_on=TODAY - 20 * DAY, reason="Ill")
    assert needs(therapist) == []
    assert look(therapist).plan[0].following == "Paused"
    Pause.objects.filter(pk=pause.pk).update(to_on=TODAY - 6 * DAY)
    assert needs(therapist) == []
    Pause.objects.filter(pk=pause.pk).update(to_on=TODAY - 7 * DAY)
    assert one(therapist)[0] == "Quiet"


def test_no_routine_leads_to_prescribing(runner, therapist):
    episode = care_for(runner, therapist, days=2, routine=False)
    row = look(therapist).needs[0]
    assert (row.chip, row.first, row.rest, row.label) == (
        "No routine",
        "No routine yet.",
        "Opened 2 days ago.",
        "Prescribe",
    )
    assert row.action == f"/episodes/{episode.uuid}/prescribe/"


def test_a_new_runner_is_everybodys_until_an_episode_is_opened(clinic, therapist, therapist2):
    rena = RunnerFactory(clinic=clinic, name="Rena", user=None, joined_at=None)
    expected = [("Rena", "No routine", "No episode of care yet.", "Has not been invited yet.", "Open an episode")]
    assert [needs(therapist), needs(therapist2)] == [expected, expected]
    care_for(rena, therapist)
    assert [row[1:4] for row in needs(therapist)] == [("Not joined", "Has not been invited yet.", "")]
    assert needs(therapist2) == []


def test_consent_and_screening_notes_need_a_look(runner, runner2, therapist):
    care_for(runner, therapist)
    care_for(runner2, therapist)
    alert(runner, "consent")
    alert(runner2, "screening_note", level="note", reasons=["Steroid"])
    assert [row[:3] for row in needs(therapist)] == [
        ("Rob Runner", "Screening", "Yes to “Steroid”, today 12:00."),
        ("Rita Runner", "Consent", "Consent was withdrawn."),
    ]


def test_further_reasons_follow_the_most_urgent(runner, therapist):
    retest(care_for(runner, therapist), TODAY)
    alert(runner, "pain", pain=7, exercise="Box hop")
    alert(runner, "consent")
    assert one(therapist)[2] == "Today 12:00. Consent was withdrawn. Hop test is due today."


def test_the_most_urgent_stand_first(clinic, therapist):
    for name, kind in (("Ada", "consent"), ("Bea", "red_flag"), ("Cleo", "morning"), ("Dora", None)):
        runner = RunnerFactory(clinic=clinic, name=name)
        care_for(runner, therapist)
        if kind:
            alert(runner, kind)
    found = look(therapist)
    assert [row.person.name for row in found.needs] == ["Bea", "Cleo", "Ada"]
    assert [row.person.name for row in found.plan] == ["Dora"]
    assert found.needing == 3


def test_mine_is_led_or_covered_and_the_clinic_is_all(runner, runner2, other_runner, therapist, therapist2):
    care_for(runner, therapist)
    episode = care_for(runner2, therapist2)
    names = lambda **asked: [row.person.name for row in look(therapist, **asked).plan]  # noqa: E731 -- short and local
    assert names() == ["Rita Runner"]
    assert names(whose="clinic") == ["Rita Runner", "Rob Runner"]
    episodes.cover(episode=episode, therapist=therapist, to_on=TODAY, by=therapist2)
    assert names() == ["Rita Runner", "Rob Runner"]
    with time_machine.travel("2026-11-26T12:00:00+01:00"):
        assert names() == ["Rita Runner"]


def test_who_was_handed_over_is_no_longer_mine(runner, therapist, therapist2):
    episodes.hand_over(episode=care_for(runner, therapist), to=therapist2, by=therapist)
    assert [len(look(one).plan) for one in (therapist, therapist2)] == [0, 1]


def test_an_owner_begins_with_the_whole_clinic(runner, therapist, owner):
    care_for(runner, therapist)
    assert (look(owner).wanted.whose, len(look(owner).plan)) == ("clinic", 1)


def test_a_red_flag_elsewhere_is_pointed_at(runner, runner2, therapist, therapist2):
    care_for(runner, therapist)
    care_for(runner2, therapist2)
    alert(runner2, "red_flag")
    assert [look(therapist).elsewhere, look(therapist2).elsewhere] == [1, 0]


def test_filters_count_and_narrow_down(clinic, therapist):
    people = {name: RunnerFactory(clinic=clinic, name=name) for name in ("Ada", "Bea", "Cleo", "Dora")}
    cares = {name: care_for(person, therapist, days=2 if name == "Dora" else 28) for name, person in people.items()}
    retest(cares["Ada"], TODAY + 6 * DAY)
    retest(cares["Bea"], TODAY + 7 * DAY)
    hop = cares["Bea"].routines.get().prescribed.get()
    log(hop, 8, pain=1)
    log(hop, 0, pain=4)
    people["Cleo"].exerciselog_rows.all().delete()
    found = look(therapist)
    assert [(one.key, one.count) for one in found.filters] == [
        ("", 4), ("retest", 1), ("pain", 1), ("quiet", 1), ("new", 1),
    ]  # fmt: skip
    shown = {
        key: [face.person.name for face in look(therapist, show=key).page] for key in ("retest", "pain", "quiet", "new")
    }
    assert shown == {"retest": ["Ada"], "pain": ["Bea"], "quiet": ["Cleo"], "new": ["Dora"]}


def test_causes_count_what_is_not_ruled_out(runner, runner2, therapist):
    causes = {slug: Cause.objects.get(shelf=runner.clinic.shelf, slug=slug) for slug in ("calf-strength", "shoes")}
    for person, slug, state in (
        (runner, "calf-strength", "confirmed"),
        (runner, "shoes", "ruled_out"),
        (runner2, "calf-strength", "suspected"),
        (runner2, "shoes", "suspected"),
    ):
        episode = person.episodes.first() or care_for(person, therapist)
        Finding.objects.create(episode=episode, cause=causes[slug], state=state)
    found = look(therapist, cause="shoes")
    assert [(one.key, one.label, one.count, one.chosen) for one in found.causes] == [
        ("calf-strength", "Insufficient calf strength", 2, False),
        ("shoes", "Wrong shoes", 1, True),
    ]
    assert [face.person.name for face in found.page] == ["Rob Runner"]


def test_discharged_runners_stand_apart_and_are_found_by_name(runner, therapist):
    episodes.discharge(episode=care_for(runner, therapist), outcome="goal_reached", reason="Well.", by=therapist)
    assert (look(therapist).is_empty, look(therapist).ended) == (True, 1)
    row = look(therapist, show="ended").over[0]
    assert (row.person.name, row.ended, row.outcome) == ("Rita Runner", "23 Nov", "Goal reached")
    assert [row.person.name for row in look(therapist, q="rita").over] == ["Rita Runner"]


def test_a_message_brings_a_discharged_runner_back(runner, therapist):
    episodes.discharge(episode=care_for(runner, therapist), outcome="goal_reached", reason="Well.", by=therapist)
    Message.objects.create(runner=runner, sender=runner.user, from_runner=True, text="Sore again.")
    assert [row[:3] for row in needs(therapist)] == [("Rita Runner", "Message", "“Sore again.”")]


def test_search_finds_all_words_in_the_name(runner, runner2, therapist):
    care_for(runner, therapist)
    care_for(runner2, therapist)
    names = [[face.person.name for face in look(therapist, q=words).page] for words in ("RUN rit", "runner", "x")]
    assert names == [["Rita Runner"], ["Rita Runner", "Rob Runner"], []]


def test_pages_hold_twenty_five_the_urgent_first(clinic, therapist):
    for number in range(26):
        runner = RunnerFactory(clinic=clinic, name=f"Runner {number:02}")
        care_for(runner, therapist)
    alert(runner, "consent")
    first, second = look(therapist), look(therapist, page="2")
    assert [len(first.needs), len(first.plan), len(second.plan), first.planned] == [1, 24, 1, 25]
    assert [row.person.name for row in second.plan] == ["Runner 24"]
    assert look(therapist, page="nonsense").page.number == 1


def test_several_episodes_are_one_row(runner, therapist):
    care_for(runner, therapist, days=28)
    second = care_for(runner, therapist, days=3, routine=False)
    second.side = "both"
    second.save()
    row = look(therapist).needs[0]
    assert row.line == "Calf pain when running, left, Calf pain when running, both sides · day 29"
    assert (row.chip, look(therapist).page.paginator.count) == ("No routine", 1)


def test_an_erased_runner_is_gone(runner, therapist):
    care_for(runner, therapist)
    runner.erased_at = timezone.now()
    runner.save()
    assert look(therapist, whose="clinic").is_empty
