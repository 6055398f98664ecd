"""The twins: bare Django views with the same session, the same rows, and one plain template or hand-made JSON.

They show what the same page would cost without any of our layers. Only the benchmark knows their addresses.
"""

import datetime
import json
import uuid

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from clinic import models
from exercises.models import Exercise
from portal.urls import urlpatterns as portal_urls

SINCE = datetime.timedelta(days=26)
PAGE = 20


@login_not_required
def floor(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def today(request: HttpRequest) -> HttpResponse:
    runner = models.Runner.objects.select_related("clinic").get(user=request.user)
    since = timezone.now().date() - SINCE
    rows = {
        "runner": runner,
        "episodes": list(models.EpisodeOfCare.objects.filter(runner=runner).values("complaint__name", "side")),
        "prescribed": list(
            models.PrescribedExercise.objects.filter(
                routine__episode__runner=runner, routine__ended_at__isnull=True
            ).values("uuid", "exercise__name", "exercise__summary", "dosage", "note", "routine__starts_on")
        ),
        "logs": list(
            models.ExerciseLog.objects.filter(runner=runner, local_date__gte=since, voided_at__isnull=True).values(
                "uuid", "local_date", "pain", "prescribed_exercise_id"
            )
        ),
        "retests": list(
            models.Retest.objects.filter(
                episode__runner=runner, done_at__isnull=True, cancelled_at__isnull=True
            ).values("due_on", "home_test__name")
        ),
        "results": list(models.TestValue.objects.filter(result__runner=runner).values("value", "unit", "result__side")),
        "locks": list(models.Lock.objects.filter(runner=runner, lifted_at__isnull=True).values("extent")),
        "unread": models.Message.objects.filter(runner=runner, from_runner=False, read_at__isnull=True).count(),
    }
    return render(request, "twin_today.html", rows)


def caseload(request: HttpRequest) -> HttpResponse:
    clinics = list(models.Membership.objects.filter(user=request.user).values_list("clinic_id", flat=True))
    runners = list(
        models.Runner.objects.filter(clinic_id__in=clinics).values("pk", "uuid", "name", "zone", "joined_at")[:50]
    )
    keys = [row["pk"] for row in runners]
    since = timezone.now().date() - SINCE
    by_runner: dict[int, dict] = {
        row["pk"]: {**row, "logs": [], "alerts": [], "care": [], "doses": [], "values": []} for row in runners
    }
    standing = models.ExerciseLog.objects.filter(voided_at__isnull=True)
    reads = {
        "logs": standing.filter(runner__in=keys, local_date__gte=since).values(
            "runner_id", "local_date", "pain", "prescribed_exercise_id"
        ),
        "alerts": models.Alert.objects.filter(runner__in=keys, settled_at__isnull=True).values(
            "runner_id", "kind", "facts", "raised_at"
        ),
    }
    for name, rows in reads.items():
        for row in rows:
            by_runner[row["runner_id"]][name].append(row)
    care = models.EpisodeOfCare.objects.filter(runner__in=keys).values(
        "runner_id", "complaint__name", "side", "opened_at"
    )
    for row in care:
        by_runner[row["runner_id"]]["care"].append(row)
    doses = models.PrescribedExercise.objects.filter(
        routine__episode__runner__in=keys, routine__ended_at__isnull=True
    ).values("routine__episode__runner_id", "exercise__name", "dosage")
    for row in doses:
        by_runner[row["routine__episode__runner_id"]]["doses"].append(row)
    values = models.TestValue.objects.filter(result__runner__in=keys).values("result__runner_id", "value", "unit")
    for row in values:
        by_runner[row["result__runner_id"]]["values"].append(row)
    return render(request, "twin_caseload.html", {"runners": list(by_runner.values())})


def exercises(request: HttpRequest) -> HttpResponse:
    clinics = list(models.Runner.objects.filter(user=request.user).values_list("clinic_id", flat=True))
    rows = Exercise.objects.filter(shelf__clinic__in=clinics, status="published").order_by("name")
    page = list(rows.prefetch_related("body_parts", "equipment", "causes")[:PAGE])
    found = [
        {
            "id": str(row.uuid),
            "slug": row.slug,
            "name": row.name,
            "summary": row.summary,
            "load_kind": row.load_kind,
            "difficulty": row.difficulty,
            "dosage": row.dosage.to_dict(),
            "evidence_level": row.evidence_level,
            "body_parts": [part.slug for part in row.body_parts.all()],
            "equipment": [thing.slug for thing in row.equipment.all()],
            "causes": [cause.slug for cause in row.causes.all()],
        }
        for row in page
    ]
    return JsonResponse({"count": rows.count(), "results": found})


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
