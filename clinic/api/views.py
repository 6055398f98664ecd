"""The clinic's API: thin doors to the same validators and actions as the pages."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from clinic.actions.client_rows import Recorded
from clinic.actions.logs import log_exercise, undo_log
from clinic.actions.results import record_test, undo_result
from clinic.actions.screenings import record_screening
from clinic.api import doors, schema, shapes
from clinic.api.lists import ShapedList
from clinic.models import EpisodeOfCare, ExerciseLog, Routine, Runner, TestResult
from clinic.queries.safety import advice_for, questions_of
from clinic.queries.today import today_of
from clinic.queries.traces import motion_of, newest_facts
from clinic.validators.answers import read_screening
from clinic.validators.logs import read_log
from clinic.validators.results import read_result

REFUSALS = {
    400: OpenApiTypes.OBJECT,
    401: schema.RefusalSchema,
    403: schema.RefusalSchema,
    404: schema.RefusalSchema,
    409: schema.ConflictSchema,
    415: schema.RefusalSchema,
}
READ_REFUSALS = {code: REFUSALS[code] for code in (400, 401, 404)}
UNDONE = {204: None, **{code: REFUSALS[code] for code in (401, 403, 404)}}


def uuid_parameter(name: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.UUID, description=f"Only of this {name.replace('_', ' ')}.")


def written(found: Recorded, shape: shapes.Shape) -> Response:
    """201 for a new row, 200 for one that stood already."""
    return Response(shape, status=status.HTTP_201_CREATED if found.created else status.HTTP_200_OK)


class ExerciseLogs(ShapedList):
    serializer_class = schema.LogSchema
    shape = shapes.log
    uuid_filters = {"runner": "runner__uuid", "prescribed_exercise": "prescribed_exercise__uuid"}

    def get_queryset(self) -> QuerySet[ExerciseLog]:
        rows = ExerciseLog.objects.visible_to(self.request.user).standing()
        return rows.select_related("runner", "prescribed_exercise").order_by("-done_at", "-pk")

    @extend_schema(
        parameters=[uuid_parameter("runner"), uuid_parameter("prescribed_exercise")],
        responses={200: schema.LogSchema(many=True), **READ_REFUSALS},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @extend_schema(
        request=schema.LogBodySchema,
        responses={201: schema.LogAnswerSchema, 200: schema.LogAnswerSchema, **REFUSALS},
    )
    def post(self, request: Request) -> Response:
        prescribed = doors.prescribed_in(request.data, request.user)
        body = read_log(request.data, prescribed=prescribed)
        runner = prescribed.routine.episode.runner
        found = log_exercise(runner=runner, body=body, by=request.user)
        found.row.runner, found.row.prescribed_exercise = runner, prescribed
        return written(found, shapes.log_answer(found.row, ask_screening=found.ask_screening))


class ExerciseLogUndo(APIView):
    @extend_schema(responses=UNDONE)
    def delete(self, request: Request, uuid: uuid.UUID) -> Response:
        log = doors.own_row(ExerciseLog.objects.visible_to(request.user).filter(uuid=uuid), request.user)
        undo_log(log=log, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Screenings(APIView):
    @extend_schema(
        request=schema.ScreeningBodySchema,
        responses={201: schema.ScreeningSchema, 200: schema.ScreeningSchema, **REFUSALS},
    )
    def post(self, request: Request) -> Response:
        runner = doors.own_runner(request.user)
        body = read_screening(request.data, questions=questions_of(runner))
        found = record_screening(runner=runner, body=body, by=request.user)
        return written(found, shapes.screening(found.row, runner, advice_for(runner, found.row.level)))


class TestResults(ShapedList):
    serializer_class = schema.ResultSchema
    shape = shapes.listed_result
    uuid_filters = {"runner": "runner__uuid"}
    text_filters = {"home_test": "home_test__slug"}

    def get_queryset(self) -> QuerySet[TestResult]:
        rows = TestResult.objects.visible_to(self.request.user).standing().select_related("runner", "home_test")
        rows = rows.annotate(newest_facts=newest_facts())
        return rows.prefetch_related("values__measure").order_by("-done_at", "-pk")

    @extend_schema(
        parameters=[uuid_parameter("runner"), OpenApiParameter("home_test", str, description="Its short name.")],
        responses={200: schema.ResultSchema(many=True), **READ_REFUSALS},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @extend_schema(
        request=schema.ResultBodySchema, responses={201: schema.ResultSchema, 200: schema.ResultSchema, **REFUSALS}
    )
    def post(self, request: Request) -> Response:
        runner = doors.own_runner(request.user)
        body = read_result(request.data, home_test=doors.home_test_in(request.data, runner))
        found = record_test(runner=runner, body=body, by=request.user)
        found.row.runner, found.row.home_test = runner, body.home_test
        facts = body.recordings[0].facts if body.recordings else motion_of(found.row)
        return written(found, shapes.result(found.row, body.values, facts))


class TestResultUndo(APIView):
    @extend_schema(responses={**UNDONE, 409: REFUSALS[409]})
    def delete(self, request: Request, uuid: uuid.UUID) -> Response:
        result = doors.own_row(TestResult.objects.visible_to(request.user).filter(uuid=uuid), request.user)
        undo_result(result=result, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class TodayView(APIView):
    @extend_schema(responses={200: schema.TodaySchema, 401: schema.RefusalSchema, 403: schema.RefusalSchema})
    def get(self, request: Request) -> Response:
        return Response(shapes.today(today_of(doors.own_runner(request.user))))


class Runners(ShapedList):
    serializer_class = schema.RunnerSchema
    shape = shapes.runner

    @extend_schema(responses={200: schema.RunnerSchema(many=True), **READ_REFUSALS})
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Runner]:
        rows = Runner.objects.visible_to(self.request.user).filter(erased_at__isnull=True)
        return rows.select_related("clinic").order_by("name", "pk")


class Episodes(ShapedList):
    serializer_class = schema.EpisodeSchema
    shape = shapes.episode
    uuid_filters = {"runner": "runner__uuid"}

    @extend_schema(
        parameters=[uuid_parameter("runner")], responses={200: schema.EpisodeSchema(many=True), **READ_REFUSALS}
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[EpisodeOfCare]:
        rows = EpisodeOfCare.objects.visible_to(self.request.user)
        return rows.select_related("runner", "complaint").order_by("-opened_at", "-pk")


class Routines(ShapedList):
    serializer_class = schema.RoutineSchema
    shape = shapes.routine
    uuid_filters = {"runner": "episode__runner__uuid", "episode": "episode__uuid"}

    @extend_schema(
        parameters=[uuid_parameter("runner"), uuid_parameter("episode")],
        responses={200: schema.RoutineSchema(many=True), **READ_REFUSALS},
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Routine]:
        rows = Routine.objects.visible_to(self.request.user).select_related("episode__runner")
        return rows.prefetch_related("causes", "prescribed__exercise").order_by("-assigned_at", "-pk")
