"""Lists of the API: scoped, filtered by plain parameters, in pages."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from clinic.validators.fields import as_uuid, is_clean

SLUG_MAX = 80


class ShapedList(ListAPIView):
    """A list whose rows are made by `shape`; the serializer class only describes them.

    `uuid_filters` and `text_filters` map parameters to look-ups. A value that cannot be one is answered 400.
    """

    shape: ClassVar[Callable[[Any], dict[str, Any]]]
    uuid_filters: ClassVar[Mapping[str, str]] = {}
    text_filters: ClassVar[Mapping[str, str]] = {}

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response([type(self).shape(row) for row in page or []])

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        asked = self.request.query_params
        for name, lookup in self.uuid_filters.items():
            if name in asked:
                queryset = queryset.filter(**{lookup: _uuid(name, asked[name])})
        for name, lookup in self.text_filters.items():
            if name in asked:
                queryset = queryset.filter(**{lookup: _text(name, asked[name])})
        return queryset


def _uuid(name: str, value: str) -> object:
    found = as_uuid(value)
    if found is None:
        raise ValidationError({name: [_("Send a UUID, such as 123e4567-e89b-42d3-a456-426614174000.")]})
    return found


def _text(name: str, value: str) -> str:
    if not is_clean(value) or len(value) > SLUG_MAX:
        raise ValidationError({name: [_("Send a short name.")]})
    return value
