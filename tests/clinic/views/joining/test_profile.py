import pytest
from django.test import Client

from clinic.models import Consent, Runner
from tests.factories import RunnerFactory

SETTINGS = {"name": "Rita New", "zone": "America/Denver", "language": "en", "units": "imperial"}


@pytest.mark.parametrize("path", ["/me/", "/me/consent/", "/me/consent/withdraw/", "/welcome/"])
def test_nobody_is_sent_to_sign_in(path, db):
    assert Client().get(path)["Location"] == f"/accounts/login/?next={path}"


@pytest.mark.parametrize("who", ["runner", "therapist", "staff", "owner"])
def test_everybody_has_a_profile(who, request, client_of):
    assert client_of(request.getfixturevalue(who)).get("/me/").status_code == 200


def test_runner_changes_settings(runner, client_of):
    response = client_of(runner).post("/me/", SETTINGS)
    runner.refresh_from_db()
    assert (response.status_code, runner.name, runner.zone, runner.units, runner.user.name) == (
        302,
        "Rita New",
        "America/Denver",
        "imperial",
        "Rita New",
    )


def test_therapist_changes_the_name(therapist, client_of):
    client_of(therapist).post("/me/", {"name": "Tessa New"})
    therapist.refresh_from_db()
    assert therapist.name == "Tessa New"


@pytest.mark.parametrize(("field", "value"), [("name", ""), ("zone", "Nowhere"), ("units", "x"), ("name", "\x00")])
def test_faulty_setting_names_the_field_and_keeps_the_rest(runner, client_of, field, value):
    response = client_of(runner).post("/me/", {**SETTINGS, field: value})
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    runner.refresh_from_db()
    assert runner.name == "Rita Runner"


def test_withdraw_asks_first(runner, client_of):
    client_of(runner).get("/me/consent/withdraw/")
    assert Consent.objects.filter(runner=runner, withdrawn_at=None).count() == 1


def test_withdraw_and_give_again(runner, client_of):
    client = client_of(runner)
    assert client.post("/me/consent/withdraw/")["Location"] == "/me/"
    assert Consent.objects.filter(runner=runner, withdrawn_at=None).count() == 0
    assert client.post("/me/consent/", {"agree": "on"})["Location"] == "/me/"
    assert Consent.objects.filter(runner=runner, withdrawn_at=None).count() == 1


def test_withdraw_twice_says_not_now(runner, client_of):
    client = client_of(runner)
    client.post("/me/consent/withdraw/")
    assert client.post("/me/consent/withdraw/").status_code == 409


def test_withdraw_is_not_for_others(therapist, runner, client_of):
    assert client_of(therapist).post("/me/consent/withdraw/").status_code == 403
    assert Consent.objects.filter(runner=runner, withdrawn_at=None).count() == 1


def test_consent_without_agreeing_is_refused(runner, client_of):
    client = client_of(runner)
    client.post("/me/consent/withdraw/")
    assert client.post("/me/consent/", {}).status_code == 422


def test_runner_of_two_clinics_chooses_which_is_shown(runner, other_clinic, client_of):
    second = RunnerFactory(clinic=other_clinic, name="Rita", user=runner.user, email="")
    client = client_of(runner)
    shown = []
    for row in (runner, second):
        client.post(f"/me/clinics/{row.uuid}/choose/")
        shown.append(client.get("/me/").context["runner"].pk)
    assert shown == [runner.pk, second.pk]


def test_choosing_somebody_elses_row_is_not_found(runner, other_runner, client_of):
    assert client_of(runner).post(f"/me/clinics/{other_runner.uuid}/choose/").status_code == 404


def test_choosing_a_patients_row_shows_nothing_of_theirs(therapist, runner, client_of):
    client = client_of(therapist)
    client.post(f"/me/clinics/{runner.uuid}/choose/")
    assert client.get("/me/").context["runner"] is None


@pytest.mark.parametrize("clinics", [1, 3])
def test_profile_costs_the_same_for_one_and_three_clinics(
    runner, other_clinic, clinics, client_of, django_assert_num_queries
):
    from tests.world import make_clinic

    for number in range(clinics - 1):
        place = make_clinic(f"Clinic {number}", "UTC")
        RunnerFactory(clinic=place, name="Rita", user=runner.user, email="")
    client = client_of(runner)
    assert Runner.objects.filter(user=runner.user).count() == clinics
    with django_assert_num_queries(7):
        client.get("/me/")


@pytest.mark.parametrize(("posted", "chosen"), [("3", 3), ("0", 0), ("7", 2), ("", 2), ("x", 2)])
def test_look_is_one_of_those_drawn(runner, client_of, posted, chosen):
    user = runner.user
    user.look = 2
    user.save()
    assert client_of(runner).post("/me/look/", {"look": posted})["Location"] == "/me/"
    user.refresh_from_db()
    assert user.look == chosen


def test_look_is_on_every_page(runner, client_of):
    runner.user.look = 5
    runner.user.save()
    page = client_of(runner).get("/me/").content.decode()
    assert ('<body class="look-5 ' in page, page.count("look-5"), page.count('href="#person"')) == (True, 2, 6)
