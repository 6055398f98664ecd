"""Recording a decision, and what follows from it."""

import datetime

import pytest

from clinic.actions.drafts import discard_draft, save_draft
from clinic.actions.retests import plan_retests
from clinic.actions.reviews import Verdict, review
from clinic.actions.routines import Overtaken
from clinic.models import Alert, AuditEvent, Message, Notification, Retest, Review, RoutineDraft
from clinic.permissions import NotAllowed
from clinic.policies import NotNow
from clinic.rules.draft import Draft, Line
from clinic.validators.prescription import PlanTest
from exercises.models import HomeTest

DAY = datetime.date(2026, 12, 29)
NEXT = Draft(lines=(Line("1", "x"),), starts_on="2026-12-01")


@pytest.fixture
def hop_test(clinic):
    return HomeTest.objects.get(shelf=clinic.shelf, slug="hop-test")


def _everything():
    return [model.objects.count() for model in (Review, RoutineDraft, Retest, AuditEvent, Message, Notification)]


def test_review_keeps_decision_proposal_and_words(routine, therapist):
    verdict = Verdict(decision="progress", words="Well done.", proposal={"decision": "keep"})
    row = review(episode=routine.episode, verdict=verdict, next_draft=NEXT, by=therapist)
    assert (row.decision, row.words, row.proposal, row.routine, row.decided_by) == (
        "progress",
        "Well done.",
        {"decision": "keep"},
        routine,
        therapist,
    )
    draft = RoutineDraft.objects.get()
    assert (draft.therapist, draft.base_revision, Draft.from_dict(draft.content)) == (therapist, 1, NEXT)
    decided = AuditEvent.objects.filter(verb="review.decided")
    assert list(decided.values_list("facts", flat=True)) == [{"decision": "progress"}]


@pytest.mark.parametrize("decision", ["progress", "keep", "ease", "discharge"])
def test_words_of_any_decision_reach_the_runner(routine, therapist, decision):
    ending = {"outcome": "goal_reached", "reason": "Runs."} if decision == "discharge" else {}
    review(episode=routine.episode, verdict=Verdict(decision=decision, words="Well done.", **ending), by=therapist)
    runner = routine.episode.runner
    words = Message.objects.values_list("runner", "sender", "from_runner", "text")
    assert list(words) == [(runner.pk, therapist.pk, False, "Well done.")]
    assert list(Notification.objects.values_list("recipient", "kind")) == [(runner.user_id, "message")]


def test_review_without_words_tells_nobody(routine, therapist):
    review(episode=routine.episode, verdict=Verdict(decision="ease"), by=therapist)
    assert (Notification.objects.count(), Message.objects.count(), RoutineDraft.objects.count()) == (0, 0, 0)


def test_review_settles_who_looked(routine, therapist):
    alert = Alert.objects.create(runner=routine.episode.runner, episode=routine.episode, kind="result")
    review(episode=routine.episode, verdict=Verdict(decision="keep"), by=therapist)
    alert.refresh_from_db()
    assert (alert.settled_by, alert.settled_at is None) == (therapist, False)


def test_review_by_the_wrong_people_writes_nothing(routine, owner, staff, other_therapist):
    before = _everything()
    for person in (owner, staff, other_therapist, routine.episode.runner.user):
        with pytest.raises(NotAllowed):
            review(episode=routine.episode, verdict=Verdict(decision="keep"), by=person)
    assert _everything() == before


def test_review_after_discharge(routine, therapist):
    routine.episode.discharged_at, routine.episode.outcome = routine.assigned_at, "better"
    with pytest.raises(NotNow) as caught:
        review(episode=routine.episode, verdict=Verdict(decision="keep"), by=therapist)
    assert caught.value.conflict_code == "discharged"


def test_plan_retests_takes_the_place_of_the_same_test_only(routine, therapist, hop_test, clinic):
    lean = HomeTest.objects.get(shelf=clinic.shelf, slug="wall-lean")
    waiting = [Retest.objects.create(episode=routine.episode, home_test=test, due_on=DAY) for test in (hop_test, lean)]
    later = DAY + datetime.timedelta(days=7)
    (row,) = plan_retests(episode=routine.episode, routine=routine, tests=[PlanTest(hop_test.pk, later)], by=therapist)
    assert set(Retest.objects.waiting()) == {waiting[1], row}
    assert (row.due_on, row.routine) == (later, routine)


def test_plan_retests_by_a_stranger(routine, other_therapist, hop_test):
    with pytest.raises(NotAllowed):
        plan_retests(episode=routine.episode, routine=routine, tests=[PlanTest(hop_test.pk, DAY)], by=other_therapist)
    assert Retest.objects.count() == 0


def test_save_draft_again_keeps_one_a_therapist(episode, therapist, therapist2):
    for number in (0, 1):
        save_draft(episode=episode, draft=NEXT, base_revision=number, by=therapist)
    save_draft(episode=episode, draft=Draft(), base_revision=0, by=therapist2)
    rows = RoutineDraft.objects.order_by("therapist").values_list("therapist", "base_revision")
    assert list(rows) == [(therapist.pk, 1), (therapist2.pk, 0)]


def test_save_draft_after_giving_a_newer_routine_is_refused(routine, therapist, therapist2):
    with pytest.raises(Overtaken) as refusal:
        save_draft(episode=routine.episode, draft=NEXT, base_revision=0, by=therapist)
    assert refusal.value.revision == 1
    save_draft(episode=routine.episode, draft=NEXT, base_revision=0, by=therapist2)
    assert [row.therapist for row in RoutineDraft.objects.all()] == [therapist2]


def test_save_and_discard_draft_by_a_stranger(episode, therapist, other_therapist):
    save_draft(episode=episode, draft=NEXT, base_revision=0, by=therapist)
    with pytest.raises(NotAllowed):
        save_draft(episode=episode, draft=Draft(), base_revision=0, by=other_therapist)
    with pytest.raises(NotAllowed):
        discard_draft(episode=episode, by=other_therapist)
    assert Draft.from_dict(RoutineDraft.objects.get().content) == NEXT


def test_discard_draft_takes_only_the_own(episode, therapist, therapist2):
    for person in (therapist, therapist2):
        save_draft(episode=episode, draft=NEXT, base_revision=0, by=person)
    discard_draft(episode=episode, by=therapist)
    assert RoutineDraft.objects.get().therapist == therapist2
