from clinic.models import Lock, Screening
from tests.clinic.bodies import answers, screening_body


def test_post_by_anonymous_is_401(post, runner):
    assert post(None, "screenings", screening_body(runner)).status_code == 401


def test_post_by_whoever_is_no_runner_is_403(post, runner, therapist, staff, owner):
    for person in (therapist, staff, owner):
        assert post(person, "screenings", screening_body(runner)).status_code == 403
    assert Screening.objects.count() == 0


def test_post_answers_the_level(post, runner):
    body = screening_body(runner)
    first, second = (post(runner, "screenings", body) for _ in range(2))
    assert (first.status_code, second.status_code, first.json() == second.json()) == (201, 200, True)
    shown = first.json()
    assert (shown["id"], shown["level"], shown["kind"], shown["advice"]) == (body["id"], "clear", "short", "")


def test_post_of_a_red_flag_locks_and_says_what_to_do(post, runner):
    shown = post(runner, "screenings", screening_body(runner, cold_pale_numb_foot="yes")).json()
    assert shown["level"] == "emergency"
    assert "emergency number" in shown["advice"]
    assert Lock.objects.get().runner == runner


def test_post_of_other_answers_under_the_id_is_409(post, runner):
    body = screening_body(runner)
    post(runner, "screenings", body)
    answer = post(runner, "screenings", body | {"answers": answers(runner, swollen_warm_calf="yes")})
    assert (answer.status_code, answer.json()["code"]) == (409, "id_conflict")
    assert Lock.objects.count() == 0


def test_post_with_a_missing_answer_is_400_and_names_it(post, runner):
    said = answers(runner)
    del said["snap-or-no-tiptoe"]
    answer = post(runner, "screenings", screening_body(runner) | {"answers": said})
    assert (answer.status_code, answer.json()) == (400, {"answers": ["snap-or-no-tiptoe: Answer this question."]})
