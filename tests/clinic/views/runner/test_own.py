from django.urls import reverse

from clinic.models import Membership
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory


def entry(runner, **kwargs):
    prescribed = PrescribedFactory(routine=RoutineFactory(episode=EpisodeFactory(runner=runner)), slug="wall-lean")
    return LogFactory(prescribed_exercise=prescribed, **kwargs)


def test_mine_is_not_found_for_a_therapist_who_also_runs(client_of, runner, runner2, clinic):
    Membership.objects.create(user=runner2.user, clinic=clinic, is_therapist=True)
    log = entry(runner)
    assert client_of(runner2).get(reverse("log-feel", args=[log.uuid])).status_code == 404


def test_mine_finds_the_own_row_where_two_phones_made_the_same_id(client_of, runner, runner2, clinic):
    Membership.objects.create(user=runner2.user, clinic=clinic, is_therapist=True)
    log = entry(runner, note="Of Rita.")
    entry(runner2, uuid=log.uuid, note="Of Rob.")
    html = client_of(runner2).get(reverse("log-feel", args=[log.uuid])).content.decode()
    assert ("Of Rob." in html, "Of Rita." in html) == (True, False)
