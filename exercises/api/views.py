"""The library over the API: read only, each person their clinics' shelves."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from exercises.api import schema, shapes
from exercises.forms import SearchForm
from exercises.models import Cause, Exercise, HomeTest
from exercises.queries import pages
from exercises.queries.chains import chain_of
from exercises.queries.search import find_exercises
from exercises.registry import shelves_to_edit, shelves_to_read


class Exercises(GenericAPIView):
    """Published exercises, with the filters of the library's page together."""

    serializer_class = schema.ListedExerciseSchema
    queryset = Exercise.objects.none()

    @extend_schema(
        operation_id="exercises_list", parameters=schema.SEARCH, responses=schema.ListedExerciseSchema(many=True)
    )
    def get(self, request: Request) -> Response:
        form = SearchForm(request.query_params)
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        shelves = shelves_to_read(request.user)
        page: Any = self.paginate_queryset(find_exercises(shelves, form.search()).pks)
        return self.get_paginated_response(shapes.exercises(shapes.listed(Exercise.objects.on_shelves(shelves), page)))


class OneExercise(GenericAPIView):
    """An exercise with all its words, its chain and its references; also one that is retired since."""

    serializer_class = schema.ExerciseSchema
    queryset = Exercise.objects.none()

    def get(self, request: Request, uuid: uuid.UUID) -> Response:
        row = get_object_or_404(pages.readable(Exercise, shelves_to_read(request.user)), uuid=uuid)
        chain = chain_of(row)
        return Response(shapes.exercise(row, chain.easier, chain.harder))


class Causes(GenericAPIView):
    """Published causes, in the order in which a complaint names them."""

    serializer_class = schema.CauseSchema
    queryset = Cause.objects.none()

    @extend_schema(operation_id="causes_list", responses=schema.CauseSchema(many=True))
    def get(self, request: Request) -> Response:
        editing = {shelf.pk for shelf in shelves_to_edit(request.user)}
        rows = pages.causes_on(shelves_to_read(request.user)).prefetch_related("home_tests")
        page: Any = self.paginate_queryset(rows)
        return self.get_paginated_response([shapes.cause(row, for_therapist=row.shelf_id in editing) for row in page])


class HomeTests(GenericAPIView):
    """Published home tests with their measures."""

    serializer_class = schema.HomeTestSchema
    queryset = HomeTest.objects.none()

    @extend_schema(operation_id="home_tests_list", responses=schema.HomeTestSchema(many=True))
    def get(self, request: Request) -> Response:
        rows = HomeTest.objects.on_shelves(shelves_to_read(request.user)).published()
        page: Any = self.paginate_queryset(rows.prefetch_related("measures"))
        return self.get_paginated_response([shapes.home_test(row) for row in page])
