"""The library's pages: who sees what, and at what cost."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from clinic.models import Membership
from exercises.models import Cause, Exercise, HomeTest, Protocol, Status
from exercises.queries.search import forget_indexes

pytestmark = pytest.mark.usefixtures("library")

PAGES = [(Exercise, "box-hop"), (Cause, "calf-strength"), (HomeTest, "hop-test"), (Protocol, "calf-strength-box-hop")]


@pytest.fixture
def address(clinic):
    def made(model, slug, of=clinic):
        return model.objects.get(shelf=of.shelf, slug=slug).get_absolute_url()

    return made


# who


@pytest.mark.parametrize(("model", "slug"), PAGES)
def test_in_two_clinics_one_sees_whose_copy_it_is(client_of, address, therapist, clinic, other_clinic, model, slug):
    words = f"Library of {clinic.shelf}"
    seen = client_of(therapist).get(address(model, slug)).content.decode().count(words)
    Membership.objects.create(user=therapist, clinic=other_clinic, is_therapist=True)
    assert (seen, client_of(therapist).get(address(model, slug)).content.decode().count(words)) == (0, 1)


def test_library_of_two_clinics_names_the_clinic_of_each(client_of, therapist, clinic, other_clinic):
    Membership.objects.create(user=therapist, clinic=other_clinic, is_therapist=True)
    html = client_of(therapist).get(reverse("library"), {"q": "box hop"}).content.decode()
    names = [f'<span class="chip chip--line">{one.shelf}</span>' for one in (clinic, other_clinic)]
    assert [html.count(name) for name in names] == [2, 2]


@pytest.mark.parametrize(("model", "slug"), PAGES)
def test_page_anonymous_is_sent_to_sign_in(client, address, model, slug):
    url = address(model, slug)
    response = client.get(url)
    assert (response.status_code, response.url) == (302, f"{reverse('account_login')}?next={url}")


@pytest.mark.parametrize(("model", "slug"), PAGES)
@pytest.mark.parametrize("who", ["other_runner", "other_therapist"])
def test_page_of_another_clinic_is_not_there(request, client_of, address, who, model, slug):
    assert client_of(request.getfixturevalue(who)).get(address(model, slug)).status_code == 404


@pytest.mark.parametrize(("model", "slug"), PAGES)
@pytest.mark.parametrize("who", ["therapist", "staff", "owner"])
def test_page_is_for_everybody_who_works_there(request, client_of, address, who, model, slug):
    response = client_of(request.getfixturevalue(who)).get(address(model, slug))
    assert response.status_code == 200
    assert "base_desk.html" in {template.name for template in response.templates}


@pytest.mark.parametrize(("model", "slug"), PAGES[:3])
def test_page_runner_reads_it_on_the_phone(client_of, address, runner, model, slug):
    response = client_of(runner).get(address(model, slug))
    assert response.status_code == 200
    assert "base_phone.html" in {template.name for template in response.templates}


def test_protocol_runner_may_not_open_it(client_of, address, runner):
    assert client_of(runner).get(address(*PAGES[3])).status_code == 403


@pytest.mark.parametrize(
    ("status", "expected"), [(Status.DRAFT, (404, 200)), (Status.RETIRED, (200, 200)), (Status.PUBLISHED, (200, 200))]
)
def test_page_draft_is_for_those_who_edit(client_of, address, runner, therapist, status, expected):
    Exercise.objects.filter(slug="box-hop").update(status=status)
    url = address(Exercise, "box-hop")
    assert (client_of(runner).get(url).status_code, client_of(therapist).get(url).status_code) == expected


@pytest.mark.parametrize(("model", "slug"), PAGES)
def test_page_is_only_read(client_of, address, therapist, model, slug):
    assert client_of(therapist).post(address(model, slug)).status_code == 405


# what


def text_of(response):
    return response.content.decode()


def test_exercise_page_says_all_that_a_runner_needs(client_of, address, runner):
    text = text_of(client_of(runner).get(address(Exercise, "box-hop")))
    exercise = Exercise.objects.get(shelf=runner.clinic.shelf, slug="box-hop")
    for lines in (exercise.steps, exercise.cues, exercise.mistakes, exercise.cautions, exercise.stop_when):
        assert [line for line in lines.splitlines() if line not in text] == []
    for words in ("Not yet clinically reviewed", "1 × 10", "Step-off and hold", "Single-leg box hop", "bottom stair"):
        assert words in text
    assert "Experts advise this." in text
    assert exercise.evidence_note not in text


def test_exercise_page_chain_stands_in_order(client_of, address, therapist):
    response = client_of(therapist).get(address(Exercise, "box-hop"))
    chain = response.context["chain"]
    assert [row.slug for row in chain.easier] == ["calf-raise-single", "step-off-stick"]
    assert [row.slug for row in chain.harder] == ["single-leg-box-hop"]


def test_exercise_page_draws_the_whole_chain(client_of, address, runner):
    response = client_of(runner).get(address(Exercise, "box-hop"))
    line = [row.slug for row in response.context["chain"].line]
    assert line == ["calf-raise-double", "calf-raise-single", "box-hop", "single-leg-box-hop", "pogo-single"]
    html = text_of(response)
    chain = html[html.index('<ol class="lib-chain">') :]
    assert chain[: chain.index("</ol>")].count('<svg class="fig">') == 5
    assert "Also easier:" in html


@pytest.mark.parametrize(("who", "words"), [("therapist", ["1 routine"]), ("staff", ["1 routine"]), ("runner", [])])
def test_exercise_page_says_how_much_it_is_used_to_clinic_people(request, client_of, address, routine, who, words):
    html = text_of(client_of(request.getfixturevalue(who)).get(address(Exercise, "box-hop")))
    assert [one for one in ("1 routine",) if one in html] == words


@pytest.mark.parametrize(("model", "slug", "figures"), [(*PAGES[3], 2), (Cause, "ankle-mobility", 5)])
def test_exercises_of_causes_and_protocols_are_drawn(client_of, address, therapist, model, slug, figures):
    html = text_of(client_of(therapist).get(address(model, slug)))
    assert html.count('<svg class="fig">') >= figures


def test_exercise_page_is_labelled_with_what_it_takes(client_of, address, runner):
    hop, lean = (text_of(client_of(runner).get(address(Exercise, slug))) for slug in ("forward-hops", "wall-lean"))
    labels = (">Hops<", "Only with a therapist")
    assert [[label in text for label in labels] for text in (hop, lean)] == [[True, True], [False, False]]


def test_exercise_page_leads_to_a_report_and_editors_to_the_admin(client_of, address, clinic, runner, therapist):
    exercise = Exercise.objects.get(shelf=clinic.shelf, slug="box-hop")
    report = reverse("problem-report-new", args=[exercise.uuid])
    edit = reverse("admin:exercises_exercise_change", args=[exercise.pk])
    for_runner, for_therapist = (
        text_of(client_of(who).get(exercise.get_absolute_url())) for who in (runner, therapist)
    )
    assert [report in for_runner, edit in for_runner] == [True, False]
    assert [report in for_therapist, edit in for_therapist] == [True, True]


def test_exercise_page_reviewer_is_named(client_of, address, runner):
    Exercise.objects.filter(slug="box-hop").update(reviewed_by="Dr. Ada Ankle, PT", reviewed_on="2026-11-01")
    text = text_of(client_of(runner).get(address(Exercise, "box-hop")))
    assert "Dr. Ada Ankle, PT" in text
    assert "Not yet clinically reviewed" not in text


def test_cause_page_explains_to_each_in_their_words(client_of, address, runner, therapist):
    cause = Cause.objects.get(shelf=runner.clinic.shelf, slug="calf-strength")
    for_runner, for_therapist = (text_of(client_of(who).get(address(*PAGES[1]))) for who in (runner, therapist))
    assert cause.explanation_runner in for_runner
    assert cause.explanation_therapist not in for_runner
    assert cause.explanation_therapist in for_therapist


def test_home_test_page_says_where_no_change_is_published(client_of, address, therapist):
    assert text_of(client_of(therapist).get(address(*PAGES[2]))).count("None published") == 2
    assert "1.9\N{NO-BREAK SPACE}cm" in text_of(client_of(therapist).get(address(HomeTest, "wall-lean")))


def test_protocol_page_gives_doses_in_words(client_of, address, therapist):
    text = text_of(client_of(therapist).get(address(*PAGES[3])))
    assert "1 set of 10, every day for 4 weeks" in text
    assert "again on day 28" in text


# finding


def found(response):
    return [row.slug for row in response.context["exercises"]]


def test_library_shows_the_clinic_its_own_wording(client_of, clinic, runner, other_runner):
    Exercise.objects.filter(shelf=clinic.shelf, slug="box-hop").update(name="Zebra hop")
    assert found(client_of(runner).get(reverse("library"), {"q": "zebra"})) == ["box-hop"]
    assert found(client_of(other_runner).get(reverse("library"), {"q": "zebra"})) == []


def test_library_combines_search_and_filters(client_of, runner):
    wanted = {"q": "raise", "cause": "calf-strength", "equipment": "chair"}
    response = client_of(runner).get(reverse("library"), wanted)
    assert found(response) == ["soleus-raise-seated"]
    assert 'value="raise"' in text_of(response)


def test_library_nothing_found_offers_a_way_back(client_of, runner):
    response = client_of(runner).get(reverse("library"), {"q": "zzz", "body_part": "calf"})
    text = text_of(response)
    assert found(response) == []
    assert "Nothing fits this" in text
    assert '<option value="calf" selected>' in text
    assert [way.query for way in response.context["chosen"]] == ["?q=zzz"]


@pytest.mark.parametrize("query", [{"q": "a\x00b"}, {"q": "x" * 101}, {"cause": "a b"}, {"page": "-1"}, {"page": "x"}])
def test_library_odd_questions_are_answered(client_of, runner, query):
    assert client_of(runner).get(reverse("library"), query).status_code == 200


def test_library_odd_words_are_said_at_their_field(client_of, runner):
    response = client_of(runner).get(reverse("library"), {"q": "x" * 101})
    assert "Ensure this value has at most 100 characters" in text_of(response)


def test_library_protocols_are_listed_for_the_desk_only(client_of, runner, therapist):
    name = "Calf strength: one month of box hops"
    assert name not in text_of(client_of(runner).get(reverse("library")))
    assert name in text_of(client_of(therapist).get(reverse("library")))


def test_library_second_page_follows_the_first(client_of, clinic, runner):
    client = client_of(runner)
    names = list(Exercise.objects.filter(shelf=clinic.shelf).published().values_list("name", "slug"))
    slugs = [slug for _name, slug in sorted(names, key=lambda pair: pair[0].casefold())]
    first, second = (found(client.get(reverse("library"), {"page": page})) for page in (1, 2))
    assert (first, second) == (slugs[:24], slugs[24:48])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"q": "solues"}, "Nothing says “solues”. Looking for “soleus”."),
        ({"q": "calf zzzzz"}, "Nothing says “zzzzz”."),
        ({"q": "deadlift soleus"}, "No exercise has all these words."),
    ],
)
def test_library_says_how_it_read_the_words(client_of, runner, asked, said):
    assert said in text_of(client_of(runner).get(reverse("library"), asked))


def test_library_words_that_nothing_has_together_lead_to_each_alone(client_of, runner):
    wanted = {"q": "deadlift solues", "cause": "glutes-hamstrings"}
    response = client_of(runner).get(reverse("library"), wanted)
    assert [(way.name, way.query) for way in response.context["ways_out"]] == [
        ("deadlift", "?q=deadlift&cause=glutes-hamstrings"),
        ("soleus", "?q=soleus&cause=glutes-hamstrings"),
    ]


def test_library_filters_can_be_taken_away_one_by_one(client_of, runner):
    wanted = {"q": "raise", "complaint": "calf-pain-running", "body_part": "calf", "equipment": "none"}
    response = client_of(runner).get(reverse("library"), wanted)
    assert [(way.name, way.query) for way in response.context["chosen"]] == [
        ("Calf", "?q=raise&complaint=calf-pain-running&equipment=none"),
        ("Nothing needed", "?q=raise&complaint=calf-pain-running&body_part=calf"),
    ]
    assert 'href="/library/?q=raise&amp;complaint=calf-pain-running">Take all away' in text_of(response)


# cost: session, user, membership, and at most eight more


@pytest.mark.parametrize("exercises", [1, 3])
def test_library_costs_the_same(client_of, clinic, therapist, django_assert_num_queries, exercises):
    kept = ["box-hop", "wall-lean", "sl-rdl"][:exercises]
    Exercise.objects.filter(shelf=clinic.shelf).exclude(slug__in=kept).update(status=Status.DRAFT)
    client = client_of(therapist)
    forget_indexes()
    with django_assert_num_queries(10):
        assert len(found(client.get(reverse("library")))) == exercises
    with django_assert_num_queries(8):
        client.get(reverse("library"))


@pytest.mark.parametrize("slug", ["hamstring-bridge-chair", "box-hop"])
def test_exercise_page_costs_the_same(client_of, address, therapist, django_assert_num_queries, slug):
    """One neighbour in the chain, and three."""
    client, url = client_of(therapist), address(Exercise, slug)
    with django_assert_num_queries(11):
        client.get(url)


@pytest.mark.parametrize(
    ("model", "few", "many", "queries"),
    [
        (Cause, "shoes", "calf-strength", 10),
        (HomeTest, "hop-test", "wall-lean", 10),
        (Protocol, "shoes-review", "calf-strength-box-hop", 9),
    ],
)
def test_other_pages_cost_the_same(client_of, address, therapist, django_assert_num_queries, model, few, many, queries):
    client = client_of(therapist)
    for slug in (few, many):
        url = address(model, slug)
        with django_assert_num_queries(queries):
            client.get(url)


# pictures


@pytest.fixture
def picture(clinic, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("pictures/abc.webp", ContentFile(b"RIFF"))
    Exercise.objects.filter(shelf=clinic.shelf, slug="box-hop").update(picture=name, picture_alt="A box")
    return reverse("picture", args=["abc.webp"])


def test_picture_is_served_to_its_readers_and_may_be_kept(client_of, runner, picture):
    response = client_of(runner).get(picture)
    assert b"".join(response.streaming_content) == b"RIFF"
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"
    assert picture in text_of(
        client_of(runner).get(Exercise.objects.get(picture="pictures/abc.webp").get_absolute_url())
    )


def test_picture_of_another_clinic_is_not_there(client_of, other_runner, picture):
    assert client_of(other_runner).get(picture).status_code == 404


def test_picture_anonymous_is_sent_to_sign_in(client, picture):
    assert client.get(picture).status_code == 302


@pytest.mark.parametrize("name", ["other.webp", "../secret_key", "..%2f..%2fsecret_key", "abc.html", "abc.webp/x"])
def test_picture_other_names_are_not_there(client_of, runner, picture, name):
    assert client_of(runner).get(f"/library/pictures/{name}").status_code == 404


def test_picture_that_is_no_picture_is_not_served(client_of, clinic, runner, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = default_storage.save("pictures/page.svg", ContentFile(b"<svg onload=alert(1)>"))
    Exercise.objects.filter(shelf=clinic.shelf, slug="box-hop").update(picture=name, picture_alt="A box")
    assert client_of(runner).get(reverse("picture", args=["page.svg"])).status_code == 404


def test_picture_file_that_is_lost_is_not_there(client_of, runner, picture):
    default_storage.delete("pictures/abc.webp")
    assert client_of(runner).get(picture).status_code == 404
