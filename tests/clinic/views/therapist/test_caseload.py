import re

import pytest
from django.test import Client

from clinic.models import Alert, CareAssignment, Invitation, Membership, Runner
from tests.factories import EpisodeFactory, LogFactory, PrescribedFactory, RoutineFactory, RunnerFactory

ADD = "/caseload/add/"


def outcomes(path, data, people, client_of):
    """The status for nobody and then for each person, by POST."""
    return [Client().post(path, data).status_code, *[client_of(one).post(path, data).status_code for one in people]]


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("therapist", 200), ("staff", 403), ("runner", 403), ("other_therapist", 200)]
)
def test_caseload_is_for_those_who_care(who, status, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/caseload/").status_code == status


def test_caseload_names_no_runner_of_another_clinic(episode, other_therapist, client_of):
    page = client_of(other_therapist).get("/caseload/?whose=clinic")
    assert b"Rita" not in page.content
    assert page.context["caseload"].page.paginator.count == 0


def test_caseload_of_two_clinics_names_the_clinic_of_each(clinic, other_clinic, therapist, client_of):
    for one in (clinic, other_clinic):
        RunnerFactory(clinic=one)
    Membership.objects.create(user=therapist, clinic=other_clinic, is_therapist=True)
    html = client_of(therapist).get("/caseload/?whose=clinic").content.decode()
    assert [html.count(f" · {one.name}</p>") for one in (clinic, other_clinic)] == [1, 1]


def test_caseload_says_how_many_need_somebody(episode, therapist, client_of):
    client = client_of(therapist)
    assert "<h1>1 runner needs you today</h1>" in client.get("/caseload/").content.decode()
    episode.delete()
    episode.runner.delete()
    assert "<h1>Nobody needs you today</h1>" in client.get("/caseload/").content.decode()


def lively(clinic, therapist, count):
    """Each in turn to plan, in pain and with a new result, so that every read has something to find."""
    for number in range(count):
        for kind in (None, "pain", "result"):
            runner = RunnerFactory(clinic=clinic, name=f"{kind} {number}")
            episode = EpisodeFactory(runner=runner)
            CareAssignment.objects.create(episode=episode, therapist=therapist, from_on=runner.today())
            given = RoutineFactory(episode=episode)
            LogFactory(prescribed_exercise=PrescribedFactory(routine=given))
            if kind:
                Alert.objects.create(runner=runner, kind=kind, facts={"test": "Hop test"})


@pytest.mark.parametrize("count", [1, 3, 20])
def test_caseload_query_count(clinic, therapist, count, client_of, django_assert_num_queries):
    """Session, user, membership; then seven: six of the caseload, one of the frame."""
    lively(clinic, therapist, count)
    client = client_of(therapist)
    with django_assert_num_queries(10):
        client.get("/caseload/")


def test_runner_add_is_for_those_who_care(staff, runner, therapist, client_of):
    assert outcomes(ADD, {"name": "Rena"}, [staff, runner], client_of) == [302, 403, 403]
    assert Runner.objects.filter(name="Rena").count() == 0


def test_runner_add_leads_on_to_the_complaint(clinic, therapist, client_of):
    answer = client_of(therapist).post(
        ADD, {"name": "Rena", "email": "Rena@demo.example", "birth_date": "1991-02-03", "sex": "female"}
    )
    rena = Runner.objects.get(name="Rena")
    assert answer.url == f"/runners/{rena.uuid}/episodes/open/"
    assert (rena.clinic, rena.email, rena.birth_date.isoformat(), rena.sex, rena.zone) == (
        clinic,
        "rena@demo.example",
        "1991-02-03",
        "female",
        "Europe/Vienna",
    )
    assert Invitation.objects.count() == 0


def test_runner_add_invites_when_asked(therapist, client_of):
    client_of(therapist).post(ADD, {"name": "Rena", "email": "rena@demo.example", "send_invitation": "on"})
    assert list(Invitation.objects.values_list("runner__name", "email", "role")) == [
        ("Rena", "rena@demo.example", "runner")
    ]


def test_runner_add_without_an_address_invites_nobody(therapist, client_of):
    client_of(therapist).post(ADD, {"name": "Rena", "send_invitation": "on"})
    assert (Runner.objects.filter(name="Rena").count(), Invitation.objects.count()) == (1, 0)


def test_runner_add_by_an_owner_leads_to_the_runner(owner, client_of):
    answer = client_of(owner).post(ADD, {"name": "Rena"})
    assert answer.url == f"/runners/{Runner.objects.get(name='Rena').uuid}/"


def test_runner_add_keeps_what_was_typed(therapist, client_of):
    answer = client_of(therapist).post(ADD, {"name": "", "email": "rena", "birth_date": "1850-01-01"})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"name", "email", "birth_date"})
    assert 'value="rena"' in answer.content.decode()


def test_runner_add_names_who_has_the_address(runner, therapist, client_of):
    answer = client_of(therapist).post(ADD, {"name": "Rena", "email": runner.email.upper(), "another": "on"})
    assert (answer.status_code, answer.context["same"]) == (422, [runner])
    assert answer.context["form"].errors["email"] == [
        "Rita Runner has this e-mail already. Open their page, or give another e-mail."
    ]


def test_runner_add_asks_about_the_same_name_once(runner, therapist, client_of):
    client = client_of(therapist)
    asked = client.post(ADD, {"name": "rita runner"})
    assert (asked.status_code, asked.context["same"], Runner.objects.filter(name__iexact="rita runner").count()) == (
        422,
        [runner],
        1,
    )
    client.post(ADD, {"name": "rita runner", "another": "on"})
    assert Runner.objects.filter(name__iexact="rita runner").count() == 2


def test_runner_add_does_not_tell_of_other_clinics(other_runner, therapist, client_of):
    answer = client_of(therapist).post(ADD, {"name": "Ora Runner", "email": other_runner.email})
    assert answer.status_code == 302


def test_caseload_with_an_odd_address_shows_everyone(episode, therapist, client_of):
    odd = "/caseload/?whose=xx&show=%00&cause=%27&page=9999999999999999999999&q=" + "%F0%9F%98%80" * 50
    assert client_of(therapist).get(odd).status_code == 200


@pytest.mark.parametrize("whose", ["mine", "clinic"])
def test_an_empty_caseload_has_one_main_button(clinic, therapist, client_of, whose):
    page = client_of(therapist).get("/caseload/", {"whose": whose}).text
    assert len(re.findall(r'class="btn btn--main" href="/caseload/add/"', page)) == 1


def test_a_caseload_with_a_runner_has_its_main_button_in_the_head(episode, therapist, client_of):
    page = client_of(therapist).get("/caseload/").text
    assert len(re.findall(r'class="btn btn--main" href="/caseload/add/"', page)) == 1
