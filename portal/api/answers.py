"""Refusals of the domain as answers of the API."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler


def answer_exception(error: Exception, context: dict) -> Response | None:
    """Domain refusals as HTTP: faults by field 400, not allowed 403, not now 409 with a code."""
    code = getattr(error, "conflict_code", None)
    if code is not None:
        return Response({"detail": str(error), "code": code}, status=status.HTTP_409_CONFLICT)
    if isinstance(error, ValidationError):
        error = exceptions.ValidationError(_by_field(error))
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(str(error) or None)
    elif isinstance(error, RequestDataTooBig):
        error = exceptions.ParseError(_("The body is too large."))
    elif isinstance(error, Http404):
        error = exceptions.NotFound()
    return exception_handler(error, context)


def _by_field(error: ValidationError) -> dict | list:
    return error.message_dict if hasattr(error, "error_dict") else error.messages
