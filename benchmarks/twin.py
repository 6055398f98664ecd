"""The twins: bare Django views with the same session, the same rows, and one plain template or hand-made JSON.

They show what the same page would cost without any of our layers. Only the benchmark knows their addresses.
"""

import datetime
import json
import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.db.models import F, Max, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from clinic import models
from exercises.models import Exercise
from portal.urls import urlpatterns as portal_urls

PAGE = 20
CASELOAD_PAGE = 25
WEEKS = 7
LINKS = {"causes": "cause", "body_parts": "bodypart", "equipment": "equipment"}


@login_not_required
def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def today(request: HttpRequest) -> HttpResponse:
    runner = models.Runner.objects.select_related("clinic").get(user=request.user)
    day = timezone.now().date()
    since = day - datetime.timedelta(days=day.weekday() + 7)
    waiting = models.Retest.objects.filter(episode__runner=runner, done_at__isnull=True, cancelled_at__isnull=True)
    retests = list(waiting.values("due_on", "home_test_id", "home_test__name", "home_test__slug", "uuid"))
    tests = [row["home_test_id"] for row in retests]
    given = models.PrescribedExercise.objects.filter(routine__episode__runner=runner, routine__ended_at__isnull=True)
    logs = models.ExerciseLog.objects.filter(runner=runner, local_date__gte=since, voided_at__isnull=True)
    values = models.TestValue.objects.filter(result__runner=runner, result__home_test__in=tests, measure__primary=True)
    running = models.EpisodeOfCare.objects.filter(runner=runner, discharged_at__isnull=True)
    gate = models.StartGate.objects.filter(runner=runner).order_by("-done_at").values("passed", "override_reason")
    rows = {
        "runner": runner,
        "episodes": list(running.values("uuid", "complaint__name", "side", "pauses__from_on", "pauses__to_on")),
        "prescribed": list(
            given.values("uuid", "exercise__name", "exercise__summary", "dosage", "note", "routine__starts_on")
        ),
        "logs": list(logs.order_by("-done_at").values("uuid", "local_date", "pain", "prescribed_exercise_id")),
        "retests": retests,
        "results": list(values.values("value", "unit", "result__side")),
        "locks": list(models.Lock.objects.filter(runner=runner, lifted_at__isnull=True).values("extent", "locked_at")),
        "gate": gate.first(),
        "checked": models.MorningCheck.objects.filter(runner=runner, on=day).exists(),
        "unread": models.Message.objects.filter(runner=runner, from_runner=False, read_at__isnull=True).count(),
    }
    return render(request, "twin_today.html", rows)


def caseload(request: HttpRequest) -> HttpResponse:
    """The first page, those with an alert first; what is done at home only of those who need nobody, as on ours."""
    clinics = list(models.Membership.objects.filter(user=request.user).values_list("clinic_id", flat=True))
    people = {row["pk"]: row for row in models.Runner.objects.filter(clinic_id__in=clinics).values(*PERSON)}
    for name, rows in about_all(clinics).items():
        for row in rows:
            people[row["runner_id"]].setdefault(name, []).append(row)
    page = sorted(people.values(), key=lambda row: ("alerts" not in row, row["name"]))[:CASELOAD_PAGE]
    for name, rows in about_some(page).items():
        for row in rows:
            people[row["runner_id"]].setdefault(name, []).append(row)
    return render(request, "twin_caseload.html", {"runners": page, "count": len(people)})


PERSON = ("pk", "uuid", "name", "zone", "joined_at", "created_at")


def about_all(clinics: list[int]) -> dict[str, Any]:
    """What decides who comes first."""
    here = {"runner__clinic__in": clinics}
    day = timezone.now().date()
    monday = day - datetime.timedelta(days=day.weekday() + 7 * (WEEKS - 1))
    weeks = [monday + datetime.timedelta(days=7 * week) for week in range(WEEKS)]
    worst = {
        f"week{number}": Max("pain", filter=Q(local_date__range=(week, week + datetime.timedelta(days=6))))
        for number, week in enumerate(weeks)
    }
    logs = models.ExerciseLog.objects.filter(voided_at__isnull=True, **here).order_by()
    care = models.EpisodeOfCare.objects.filter(discharged_at__isnull=True, **here)
    waiting = models.Retest.objects.filter(
        done_at__isnull=True, cancelled_at__isnull=True, episode__runner__clinic__in=clinics
    )
    new = models.Message.objects.filter(from_runner=True, read_at__isnull=True, **here)
    return {
        "alerts": models.Alert.objects.filter(settled_at__isnull=True, **here).values("runner_id", "kind", "facts"),
        "locks": models.Lock.objects.filter(lifted_at__isnull=True, **here).values("runner_id", "extent"),
        "care": care.values("runner_id", "uuid", "complaint__name", "side", "opened_at"),
        "retests": waiting.annotate(runner_id=F("episode__runner")).values("runner_id", "home_test__name", "due_on"),
        "messages": new.values("runner_id", "text"),
        "last": logs.values("runner_id").annotate(day=Max("local_date")),
        "pains": logs.filter(local_date__gte=monday).values("runner_id").annotate(**worst),
    }


def about_some(page: list[dict]) -> dict[str, Any]:
    """What is shown of single people: results where there are new ones, doses and days where nobody is needed."""
    tested = [row["pk"] for row in page if any(one["kind"] == "result" for one in row.get("alerts", ()))]
    calm = [row["pk"] for row in page if "alerts" not in row]
    since = timezone.now().date() - datetime.timedelta(days=26)
    given = models.PrescribedExercise.objects.filter(
        routine__episode__runner__in=calm, routine__ended_at__isnull=True
    ).annotate(runner_id=F("routine__episode__runner"))
    logs = models.ExerciseLog.objects.filter(runner__in=calm, voided_at__isnull=True, local_date__gte=since)
    values = models.TestValue.objects.filter(result__runner__in=tested, result__voided_at__isnull=True)
    measured = ("runner_id", "value", "unit", "result__side", "result__home_test__name", "result__local_date")
    return {
        "doses": given.values("runner_id", "exercise__name", "dosage"),
        "logs": logs.values("runner_id", "local_date", "pain"),
        "values": values.annotate(runner_id=F("result__runner")).values(*measured),
    }


def exercises(request: HttpRequest) -> HttpResponse:
    clinics = list(models.Runner.objects.filter(user=request.user).values_list("clinic_id", flat=True))
    rows = Exercise.objects.filter(shelf__clinic__in=clinics, status="published").order_by("name")
    page = {row["pk"]: row for row in rows.values(*LISTED)[:PAGE]}
    for name, target in LINKS.items():
        for row in page.values():
            row[name] = []
        through = getattr(Exercise, name).through
        for key, slug in through.objects.filter(exercise__in=list(page)).values_list("exercise_id", f"{target}__slug"):
            page[key][name].append(slug)
    for row in page.values():
        row["dosage"] = row["dosage"].to_dict()
        row["id"] = str(row.pop("uuid"))
    return JsonResponse({"count": rows.count(), "results": list(page.values())})


LISTED = ("pk", "uuid", "slug", "name", "summary", "sides", "load_kind", "difficulty", "dosage", "evidence_level")


@csrf_exempt  # as for the API with a token: the benchmark posts without a page
def log(request: HttpRequest) -> HttpResponse:
    body = json.loads(request.body)
    runner = models.Runner.objects.get(user=request.user)
    prescribed = models.PrescribedExercise.objects.select_related("routine__episode", "exercise").get(
        uuid=body["prescribed_exercise"], routine__episode__runner=runner
    )
    done_at = datetime.datetime.fromisoformat(body["done_at"])
    with transaction.atomic():
        row = models.ExerciseLog.objects.create(
            uuid=uuid.UUID(body["id"]), runner=runner, prescribed_exercise=prescribed, done_at=done_at,
            local_date=done_at.date(), pain=body["pain"], body=body,
        )  # fmt: skip
        models.AuditEvent.objects.create(
            verb="log.recorded", actor=request.user, runner=runner, clinic_id=runner.clinic_id, target_uuid=row.uuid
        )
    return JsonResponse({"id": str(row.uuid), "pain": row.pain}, status=201)


urlpatterns = [
    path("floor/", floor),
    path("twin/today/", today),
    path("twin/caseload/", caseload),
    path("twin/exercises/", exercises),
    path("twin/log/", log),
    *portal_urls,
]
