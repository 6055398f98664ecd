import pytest
from django.urls import reverse

from exercises.models import BodyPart, Equipment, Exercise, Reference


def page(model, name, *args):
    return reverse(f"admin:exercises_{model._meta.model_name}_{name}", args=args)


@pytest.fixture
def own_word(clinic):
    word = Equipment.objects.create(slug="foam-roller", name="Foam roller")
    Exercise.objects.get(shelf=clinic.shelf, slug="wall-lean").equipment.add(word)
    return word


def test_new_word_gets_its_own_short_name(client_of, therapist):
    client_of(therapist).post(page(BodyPart, "add"), {"name": "Little finger"})
    client_of(therapist).post(page(BodyPart, "add"), {"name": "Little-finger"})

    made = BodyPart.objects.filter(slug__startswith="little-finger").order_by("slug")
    assert list(made.values_list("slug", flat=True)) == ["little-finger", "little-finger-2"]


@pytest.mark.parametrize("name", ["Foam roller", "foam  ROLLER "])
def test_word_that_is_there_already_is_refused(client_of, therapist, own_word, name):
    response = client_of(therapist).post(page(Equipment, "add"), {"name": name})

    assert list(response.context["adminform"].form.errors) == ["name"]
    assert Equipment.objects.filter(name__iexact="foam roller").count() == 1


def test_word_that_only_ones_own_clinic_uses_may_change(client_of, therapist, own_word):
    client_of(therapist).post(page(Equipment, "change", own_word.pk), {"name": "Roller", "substitute": "A bottle"})

    own_word.refresh_from_db()
    assert (own_word.name, own_word.substitute) == ("Roller", "A bottle")


def test_word_that_another_clinic_uses_may_only_be_read(client_of, other_therapist, own_word):
    client = client_of(other_therapist)

    opened = client.get(page(Equipment, "change", own_word.pk))
    changed = client.post(page(Equipment, "change", own_word.pk), {"name": "Roller"})

    own_word.refresh_from_db()
    assert (opened.status_code, changed.status_code, own_word.name) == (200, 403, "Foam roller")
    assert opened.text.count('name="_continue"') == 0


@pytest.fixture
def superuser(therapist):
    therapist.is_superuser = True
    therapist.save()
    return therapist


def test_word_of_all_clinics_is_not_one_editors_to_delete(client_of, therapist, own_word):
    own_word.exercise_set.clear()

    response = client_of(therapist).post(page(Equipment, "delete", own_word.pk))

    assert (response.status_code, Equipment.objects.filter(pk=own_word.pk).exists()) == (403, True)


def test_word_in_use_cannot_be_deleted(client_of, superuser, own_word):
    response = client_of(superuser).post(page(Equipment, "delete", own_word.pk))

    assert response.context["reasons"] == ["It is used in 1 exercise."]
    assert Equipment.objects.filter(pk=own_word.pk).exists()


def test_word_that_nothing_uses_can_be_deleted(client_of, superuser, own_word):
    own_word.exercise_set.clear()

    response = client_of(superuser).post(page(Equipment, "delete", own_word.pk))

    assert (response.status_code, Equipment.objects.filter(pk=own_word.pk).exists()) == (302, False)


def test_new_reference_goes_to_the_editors_shelf(client_of, therapist, clinic):
    client_of(therapist).post(page(Reference, "add"), {"citation": "Doe 2026, A Journal", "year": "2026", "level": "C"})

    made = Reference.objects.get(citation="Doe 2026, A Journal")
    assert (made.shelf, made.slug) == (clinic.shelf, "doe-2026-a-journal")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "no address"])
def test_reference_with_an_odd_link_is_refused(client_of, therapist, clinic, url):
    row = Reference.objects.filter(shelf=clinic.shelf).first()

    response = client_of(therapist).post(
        page(Reference, "change", row.pk), {"citation": row.citation, "level": "C", "url": url}
    )

    assert list(response.context["adminform"].form.errors) == ["url"]
