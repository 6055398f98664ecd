"""A runner's record: each page in the words and numbers that a therapist reads."""

import datetime
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from clinic.actions import episodes
from clinic.models import (
    Alert,
    AuditEvent,
    CareAssignment,
    EpisodeOfCare,
    Invitation,
    MorningCheck,
    OwnMargin,
    Retest,
    Routine,
    TestResult,
    TestValue,
)
from clinic.views.therapist.record import SHORT_TIMELINE
from exercises.models import Complaint, HomeTest
from tests.clinic.kept import keep
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory
from tests.reading import rows_of, words_of

# A Wednesday, 11:00 in Vienna. The routine of the cast began on Wednesday, 28 October.
NOW = datetime.datetime(2026, 11, 25, 10, 0, tzinfo=datetime.UTC)
S = "\N{NO-BREAK SPACE}s"
TABS = ("runner", "runner-routine", "runner-tests", "runner-log", "runner-messages")


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def cared(episode):
    """The episode began with its routine."""
    EpisodeOfCare.objects.filter(pk=episode.pk).update(opened_at=NOW - datetime.timedelta(days=28))
    return episode


@pytest.fixture
def page_of(therapist, runner, client_of):
    def page(name, of=None, **query):
        return client_of(therapist).get(reverse(name, args=[(of or runner).uuid]), query)

    return page


def at(month, day, hour=9, minute=0):
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=datetime.UTC)


def done(prescribed, month, day, **words):
    moment = at(month, day)
    return LogFactory(prescribed_exercise=prescribed, done_at=moment, local_date=moment.date(), **words)


def measured(runner, slug, side, value, month, day, *, key=None, **changes):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug=slug)
    measure = test.measures.get(key=key) if key else test.measures.get(primary=True)
    result = TestResult.objects.create(
        **{
            "uuid": uuid.uuid4(), "runner": runner, "home_test": test, "side": side, "method": "counted",
            "done_at": at(month, day), "local_date": datetime.date(2026, month, day), **changes,
        }
    )  # fmt: skip
    TestValue.objects.create(result=result, measure=measure, value=value, unit=measure.unit)
    return result


# who


@pytest.mark.parametrize("name", TABS)
def test_who_opens_a_record(name, runner, runner2, staff, owner, therapist2, other_therapist, client_of):
    where = reverse(name, args=[runner.uuid])
    people = (runner, runner2, staff, owner, therapist2, other_therapist)
    answers = [browser.get(where).status_code for browser in (Client(), *map(client_of, people))]
    assert answers == [302, 403, 403, 403, 200, 200, 404]


@pytest.mark.parametrize("name", TABS)
def test_opening_is_kept_in_the_trail_and_refusals_are_not(name, runner, therapist, staff, page_of, client_of):
    client_of(staff).get(reverse(name, args=[runner.uuid]))
    assert AuditEvent.objects.filter(verb="record.opened").count() == 0
    page_of(name)
    (event,) = AuditEvent.objects.filter(verb="record.opened")
    assert (event.actor, event.runner) == (therapist, runner)


# overview


def test_overview_without_care_asks_to_open_an_episode(page_of):
    words = words_of(page_of("runner"))
    assert "No care yet Open an episode: what hurts, and since when. Open an episode" in words


@pytest.mark.parametrize(
    ("screened", "gated", "suspected", "said"),
    [
        (False, False, False, "Ask the safety questions first."),
        (True, False, False, "Do the start check: it decides whether hopping may be part of it."),
        (True, True, False, "What is the cause? Suspect one, then prescribe for it."),
        (True, True, True, "The cause is named. Give a routine for it."),
    ],
)
def test_overview_says_the_next_step(runner, episode, therapist, screened, gated, suspected, said, page_of):
    if screened:
        runner.screening_rows.create(
            uuid=uuid.uuid4(), done_at=NOW, local_date=runner.today(), answers={}, level="clear"
        )
    if gated:
        runner.start_gates.create(passed=True, recorded_by=therapist)
    if suspected:
        episode.findings.create(
            cause=episode.complaint.causes.get(slug="calf-strength"), state="suspected", found_by=therapist
        )
    assert said in words_of(page_of("runner"))


def test_overview_counts_the_last_four_whole_weeks(cared, routine, page_of):
    """28 October to 22 November asked for 26 box hops and 2 + 3 + 3 + 3 wall leans: 37; the running week waits."""
    hop = routine.prescribed.get(position=1)
    for day in range(1, 19):
        done(hop, 11, day, pain=2)
    done(hop, 11, 24, pain=5)
    page = page_of("runner")
    assert page.context["course"].lately == 100 * 18 // 37 == 48
    assert page.context["course"].last_pain == 5
    assert "48 %" in words_of(page)


def test_overview_shows_nothing_that_was_undone(cared, routine, therapist, page_of):
    log = done(routine.prescribed.first(), 11, 24, pain=9)
    log.voided_at, log.voided_by = NOW, therapist
    log.save()
    assert page_of("runner").context["course"].last_pain is None


def test_overview_names_the_latest_of_each_test(cared, runner, page_of):
    measured(runner, "hop-test", "left", 19, 11, 2)
    measured(runner, "hop-test", "left", 22.5, 11, 23)
    measured(runner, "hop-test", "right", 30, 11, 23)
    page = page_of("runner")
    found = [(one.side, float(one.latest.value)) for one in page.context["course"].main]
    assert found == [("left", 22.5), ("right", 30)]
    assert [row[-5:] for row in rows_of(page)[1:]] == [
        ["Left", "19 s 2 Nov", "22.5 s 23 Nov", "+3.5 s", "No published threshold"],
        ["Right", "–", "30 s 23 Nov", "–", "First result"],
    ]


def test_overview_draws_the_course_without_a_routine(cared, runner, page_of):
    """Somebody may be tested before anything is prescribed."""
    measured(runner, "hop-test", "left", 19, 11, 2)
    page = page_of("runner")
    assert (page.status_code, page.context["course"].prescribed) == (200, [])
    assert "Hop test. Left: 19 s. From 2 Nov to 2 Nov." in page.context["chart"]


def test_overview_without_anything_draws_nothing(cared, page_of):
    page = page_of("runner")
    assert (page.context["chart"], "Nothing logged or tested yet." in words_of(page)) == ("", True)


def test_overview_lists_what_asks_for_a_look_and_not_what_was_settled(runner, cared, therapist, page_of):
    Alert.objects.create(runner=runner, kind="pain", facts={"pain": 7, "exercise": "Box hop"})
    Alert.objects.create(runner=runner, kind="result", facts={"test": "Hop test"}, settled_at=NOW, settled_by=therapist)
    assert [words for _alert, words in page_of("runner").context["alerts"]] == ["Pain 7 of 10 in Box hop."]


def test_overview_says_when_the_test_is_due(cared, routine, runner, page_of):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test")
    Retest.objects.create(episode=cared, routine=routine, home_test=test, due_on=datetime.date(2026, 12, 2))
    page = page_of("runner")
    assert (page.context["head"].test, page.context["head"].due_on) == ("Hop test", datetime.date(2026, 12, 2))
    assert "2 Dec" in words_of(page)


def test_overview_of_who_has_not_joined_says_until_when_the_invitation_holds(runner, cared, page_of):
    runner.joined_at = None
    runner.save()
    for days, digest in ((-3, "old"), (5, "new")):
        Invitation.objects.create(
            clinic=runner.clinic, role="runner", runner=runner, digest=digest,
            expires_at=NOW + datetime.timedelta(days=days),
        )  # fmt: skip
    assert "Invite invited until 30 Nov" in words_of(page_of("runner"))


def test_overview_says_of_no_invitation_that_it_still_holds(runner, cared, page_of):
    runner.joined_at = None
    runner.save()
    Invitation.objects.create(
        clinic=runner.clinic, role="runner", runner=runner, digest="old", expires_at=NOW - datetime.timedelta(days=1)
    )
    assert "invited until" not in words_of(page_of("runner"))


def test_overview_of_an_ended_episode_offers_to_reopen_it(cared, routine, therapist, page_of):
    episodes.discharge(episode=cared, outcome="better", reason="Well.", by=therapist)
    words = words_of(page_of("runner"))
    assert "Discharged 25 Nov 2026" in words
    assert "Reopen this care" in words
    assert "Look at the results and decide" not in words


def test_running_episodes_come_first_and_the_address_chooses(runner, cared, therapist, page_of):
    complaint = Complaint.objects.get(shelf=runner.clinic.shelf, slug="calf-pain-running")
    older = EpisodeFactory(
        runner=runner, complaint=complaint, side="right", opened_at=at(3, 1), discharged_at=at(5, 1), outcome="better"
    )
    newer = EpisodeFactory(runner=runner, complaint=complaint, side="both", opened_at=at(11, 20))
    page = page_of("runner")
    assert [one.pk for one in page.context["heads"]] == [newer.pk, cared.pk, older.pk]
    chosen = [page_of("runner", episode=query).context["head"].pk for query in (older.uuid, "nonsense", "", "\x00")]
    assert chosen == [older.pk, newer.pk, newer.pk, newer.pk]


def test_a_runner_with_two_leads_in_turn_is_listed_once(cared, therapist, therapist2, routine, page_of):
    episodes.hand_over(episode=cared, to=therapist2, by=therapist)
    CareAssignment.objects.create(episode=cared, therapist=therapist, part="cover", from_on=NOW.date(), to_on=None)
    heads = page_of("runner").context["heads"]
    assert [(one.pk, one.lead) for one in heads] == [(cared.pk, "Tom Therapist")]


# timeline


def test_timeline_says_what_happened_newest_first(cared, routine, runner, therapist, page_of):
    Routine.objects.filter(pk=routine.pk).update(assigned_at=at(10, 28, 12), words="Start slowly.")
    measured(runner, "wall-lean", "left", "11.50", 11, 2, episode=cared, method="tape")
    done(routine.prescribed.first(), 11, 3, pain=7, note="On the hill.")
    cared.findings.create(
        cause=cared.complaint.causes.get(slug="calf-strength"), state="confirmed", found_by=therapist,
        evidence="Hop test 19 s.", found_at=at(11, 4),
    )  # fmt: skip
    cared.pauses.create(
        from_on=datetime.date(2026, 11, 6), to_on=datetime.date(2026, 11, 8), reason="Ill.", created_at=at(11, 5),
        created_by=therapist,
    )  # fmt: skip
    page = page_of("episode-timeline", cared)
    assert [(one.words, one.detail) for one in page.context["entries"]] == [
        ("Paused from 6 Nov to 8 Nov, by Tessa Therapist", "Ill."),
        ("Insufficient calf strength: confirmed, by Tessa Therapist", "Hop test 19 s."),
        ("Pain 7 in Box hop", "On the hill."),
        ("Knee-to-wall test (wall lean), left: 11.5\N{NO-BREAK SPACE}cm, tape", ""),
        ("Routine 1 given, by Tessa Therapist", "Start slowly."),
        ("Care opened: Calf pain when running, left, by Tessa Therapist", ""),
    ]
    assert page.status_code == 200


def test_timeline_says_how_a_test_was_measured_and_leads_to_its_recording(cared, runner, page_of):
    hop = measured(runner, "hop-test", "left", 30, 11, 3, episode=cared, method="motion", rhythm="own")
    keep(hop)
    by_hand = measured(runner, "hop-test", "right", 21, 11, 2, episode=cared, rhythm="metronome")
    lean = measured(runner, "wall-lean", "left", 38, 11, 1, key="angle_deg", episode=cared, method="phone")
    found = {one.words: one.url for one in page_of("episode-timeline", cared).context["entries"]}
    assert (
        found.items()
        >= {
            f"Hop test, left: 30{S}, by the phone, own rhythm": reverse("result-trace", args=[runner.uuid, hop.uuid]),
            f"Hop test, right: 21{S}, counted, metronome": "",
            "Knee-to-wall test (wall lean), left: 38°, phone on the shin": "",
        }.items()
    )
    assert (by_hand.traces.count(), lean.traces.count()) == (0, 0)


def test_timeline_part_is_short_and_the_page_is_long(cared, therapist, client_of, routine):
    for day in range(1, 20):
        done(routine.prescribed.first(), 11, day, pain=6)
    browser, where = client_of(therapist), reverse("episode-timeline", args=[cared.uuid])
    part = browser.get(where, headers={"HX-Request": "true"})
    assert [len(answer.context["entries"]) for answer in (part, browser.get(where))] == [SHORT_TIMELINE, 21]
    assert SHORT_TIMELINE < 21
    assert "<html" not in part.text


# routine


def test_routine_page_shows_all_revisions_newest_first(cared, routine, therapist, page_of):
    Routine.objects.filter(pk=routine.pk).update(ended_at=at(11, 17, 23, 30))
    second = RoutineFactory(
        episode=cared, revision=2, assigned_by=therapist, starts_on=datetime.date(2026, 11, 18), words="More now."
    )
    PrescribedFactory(routine=second, slug="wall-lean", position=1, note="Slowly.")
    page = page_of("runner-routine")
    shown = [(one.number, [line.name for line in one.lines]) for one in page.context["revisions"]]
    assert shown == [(2, ["Wall lean"]), (1, ["Box hop", "Wall lean"])]
    words = words_of(page)
    assert "From 28 October 2026, about" in words
    assert "until 18 November 2026" in words  # 17 November, 23:30 in UTC, is the 18th in Vienna
    assert "More now." in words
    assert "Slowly." in words


def test_routine_page_marks_only_what_differs_from_the_protocol(cared, routine, page_of):
    hop, lean = routine.prescribed.order_by("position")
    hop.usual = hop.dosage
    hop.save()
    lean.usual = hop.dosage
    lean.save()
    lines = page_of("runner-routine").context["revisions"][0].lines
    assert [(line.name, line.is_changed) for line in lines] == [("Box hop", False), ("Wall lean", True)]


def test_routine_page_without_a_routine(cared, page_of):
    assert "No routine yet Name the cause, then prescribe for it." in words_of(page_of("runner-routine"))


# tests


def test_tests_page_says_what_the_changes_can_mean(cared, runner, page_of):
    for side, values in (("left", (10, 12, 12.5)), ("right", (12, 12, 12.25))):
        for value, day in zip(values, (2, 16, 23), strict=True):
            measured(runner, "wall-lean", side, value, 11, day, method="tape")
    page = page_of("runner-tests")
    (card,) = page.context["cards"]
    (chart,) = card.charts
    assert chart.threshold == (
        "A change of up to 1.9\N{NO-BREAK SPACE}cm can be chance. "
        "Improved or worse is said only when test days in a row lie beyond it."
    )
    assert [row[-5:] for row in rows_of(page)[1:]] == [
        [
            "Left",
            "10 cm 2 Nov",
            "12.5 cm 23 Nov",
            "+2.5 cm",
            "Improved 2 test days in a row smallest real change 1.9 cm",
        ],
        [
            "Right",
            "12 cm 2 Nov",
            "12.25 cm 23 Nov",
            "+0.25 cm",
            "No clear change smallest real change 1.9 cm",
        ],
    ]
    said = "Left: 10, 12, 12.5 cm. Right: 12, 12, 12.25 cm. From 2 Nov to 23 Nov."
    assert (said in chart.broad, said in chart.narrow) == (True, True)


def test_tests_page_sets_left_beside_right_and_the_sore_leg_over_the_other(cared, runner, page_of):
    for side, value in (("left", 21), ("right", 28)):
        measured(runner, "hop-test", side, value, 11, 2)
    said = words_of(page_of("runner-tests")).replace("\xa0", " ")
    assert (
        "2 Nov: left 21 s, right 28 s; right 7 s more. Symmetry index 75.0 % (left, the sore side, over right)." in said
    )


def test_tests_page_calls_the_clinics_margin_its_own(cared, runner, page_of):
    for value, day in ((19, 2), (22, 23)):
        measured(runner, "hop-test", "left", value, 11, day)
    measure = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test").measures.get(primary=True)
    OwnMargin.objects.create(clinic=runner.clinic, measure=measure, value=5)
    page = page_of("runner-tests")
    assert rows_of(page)[1][-1] == "No clear change your clinic's margin, 5 s"
    assert "5 s is your clinic's margin; no threshold is published." in words_of(page)


@pytest.mark.parametrize("change", [{"method": "motion"}, {"rhythm": "own"}, {"practice": True}])
def test_tests_page_never_mixes_what_was_measured_in_another_way(cared, runner, page_of, change):
    measured(runner, "hop-test", "left", 10, 11, 2, **change)
    measured(runner, "hop-test", "left", 20, 11, 23)
    (card,) = page_of("runner-tests").context["cards"]
    changes = [one.change for chart in card.charts for one in chart.comparisons]
    assert changes == [None] * (1 if change.get("practice") else 2)
    assert [row.local_date.day for row in card.results] == [23, 2]


def test_tests_page_marks_practice_and_leaves_it_out_of_the_line(cared, runner, page_of):
    for value, day, practice in ((17, 2, True), (19, 9, False), (22, 23, False)):
        measured(runner, "hop-test", "left", value, 11, day, practice=practice)
    ((chart,),) = [card.charts for card in page_of("runner-tests").context["cards"]]
    assert "Left: 19, 22 s. Left, practice: 17 s. From 9 Nov to 23 Nov." in chart.broad
    assert [(int(row.reading.value), row.aside) for row in chart.rows] == [(22, ""), (19, ""), (17, "practice")]
    assert chart.legend.has_practice


def test_tests_page_shows_the_routines_of_these_weeks(cared, routine, runner, page_of):
    Routine.objects.filter(pk=routine.pk).update(ended_at=at(11, 9))
    RoutineFactory(episode=cared, revision=2, starts_on=datetime.date(2026, 11, 9))
    for day in (2, 23):
        measured(runner, "hop-test", "left", 20, 11, day)
    ((chart,),) = [card.charts for card in page_of("runner-tests").context["cards"]]
    assert ("Routine 1" in chart.broad, "Routine 2" in chart.broad, chart.legend.has_routines) == (True, True, True)


def test_one_day_alone_is_drawn_low_and_before_no_routine(cared, routine, runner, page_of):
    for side in ("left", "right"):
        measured(runner, "hop-test", side, 20, 11, 2)
    ((chart,),) = [card.charts for card in page_of("runner-tests").context["cards"]]
    assert ('viewBox="0 0 560 140"' in chart.broad, chart.legend.has_routines) == (True, False)


def test_tests_page_names_the_band_and_the_benchmark(cared, runner, page_of):
    for day in (2, 23):
        measured(runner, "wall-lean", "left", 10, 11, day, method="tape")
        measured(runner, "hop-test", "left", 20, 11, day)
    hop, lean = (card.charts[0].legend for card in page_of("runner-tests").context["cards"])
    assert (hop.band, hop.goal) == ("", f"practice benchmark, 30{S}")
    assert (lean.band, lean.goal) == ("up to 1.9\N{NO-BREAK SPACE}cm from the first: may be chance", "")


def test_every_way_to_a_recording(cared, routine, runner, therapist, client_of, page_of):
    result = measured(runner, "hop-test", "left", 30, 11, 23, episode=cared, method="motion", rhythm="own")
    where = reverse("result-trace", args=[runner.uuid, result.uuid])
    pages = [("runner", runner), ("runner-tests", runner), ("review", cared)]
    assert [where in page_of(name, of).content.decode() for name, of in pages] == [False] * 3
    keep(result)
    assert [where in page_of(name, of).content.decode() for name, of in pages] == [True] * 3
    assert "by the phone, own rhythm" in words_of(page_of("review", cared))


def test_overview_shows_the_angle_by_phone_where_it_was_taken_last(cared, routine, runner, page_of):
    measured(runner, "wall-lean", "left", 10, 11, 2, episode=cared, method="tape")
    measured(runner, "wall-lean", "left", 38, 11, 23, key="angle_deg", episode=cared, method="phone")
    course = page_of("runner").context["course"]
    assert [(one.measure.key, one.method) for one in course.main] == [("distance_cm", "tape"), ("angle_deg", "phone")]
    assert [(one.measure.key, one.method) for one in course.latest] == [("angle_deg", "phone")]


def test_tests_page_leaves_out_what_was_undone(cared, runner, therapist, page_of):
    measured(runner, "hop-test", "left", 10, 11, 2, voided_at=NOW, voided_by=therapist)
    assert page_of("runner-tests").context["cards"] == []


def test_tests_page_without_a_test(cared, page_of):
    assert "No home test done yet" in words_of(page_of("runner-tests"))


# log


def test_log_page_shows_each_day_on_the_runners_clock(cared, routine, runner, page_of):
    hop = routine.prescribed.first()
    LogFactory(
        prescribed_exercise=hop, done_at=at(11, 23, 23, 30), local_date=datetime.date(2026, 11, 24),
        pain=4, effort=6, sets_done=2, reps_done=10, note="Felt light.",
    )  # fmt: skip
    done(hop, 11, 20, pain=None)
    MorningCheck.objects.create(runner=runner, uuid=uuid.uuid4(), on=datetime.date(2026, 11, 24), pain=3, note="Stiff.")
    assert rows_of(page_of("runner-log"))[1:] == [
        ["Tue 24 Nov", "Morning check", "3 of 10", "", "", "“Stiff.”"],
        ["Box hop 00:30", "4 of 10", "6", "2 × 10", "“Felt light.”"],
        ["Fri 20 Nov", "Box hop 10:00", "–", "–", "", ""],
    ]


def test_log_page_counts_each_week(cared, routine, page_of):
    hop, lean = routine.prescribed.order_by("position")
    for day in range(16, 23):
        done(hop, 11, day)
    for day in (16, 18, 20):
        done(lean, 11, day)
    for day in (9, 10, 10):
        done(hop, 11, day)
    page = page_of("runner-log")
    assert rows_of(page, 1)[1:4] == [
        ["23 Nov", "0 of 4", "running"],
        ["16 Nov", "10 of 10", "kept"],
        ["9 Nov", "2 of 10", "–"],
    ]


def test_log_page_comes_in_pages_of_days(cared, routine, page_of):
    hop = routine.prescribed.first()
    for day in range(30):
        moment = NOW - datetime.timedelta(days=day)
        LogFactory(prescribed_exercise=hop, done_at=moment, local_date=moment.date())
    days = [[one.date for one in page_of("runner-log", page=page).context["diary"].days] for page in (1, 2, "x", 99)]
    assert [len(found) for found in days] == [28, 2, 28, 2]
    assert not set(days[0]) & set(days[1])


def test_log_page_without_anything(cared, page_of):
    words = words_of(page_of("runner-log"))
    assert ("Nothing logged yet" in words, "No routine yet." in words) == (True, True)


def test_two_episodes_of_one_complaint_are_told_apart_by_their_side(episode, therapist, client_of):
    other = {"left": "right", "right": "left", "both": "left"}[episode.side]
    episodes.open_episode(runner=episode.runner, complaint=episode.complaint, side=other, by=therapist)
    page = client_of(therapist).get(reverse("runner", args=[episode.runner.uuid])).content.decode()
    tabs = re.findall(r'<a class="filter"[^>]*>([^<]+)</a>', page)
    assert sorted(tab.split(", ")[1] for tab in tabs) == sorted([episode.side, other])


def test_routine_says_when_its_home_tests_are_due(cared, routine, runner, page_of):
    test = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="hop-test")
    lean = HomeTest.objects.get(shelf=runner.clinic.shelf, slug="wall-lean")
    routine.episode.retests.create(home_test=test, due_on=datetime.date(2026, 12, 21))
    routine.episode.retests.create(home_test=lean, due_on=datetime.date(2026, 12, 7), cancelled_at=NOW)
    words = words_of(page_of("runner-routine"))
    assert "Hop test: due on 21 December 2026" in words
    assert "7 December" not in words
