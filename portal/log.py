"""Logs as JSON lines, for an operator: what went wrong and where, never who."""

import logging
import re
from typing import Any

import structlog

# The one part of an address that opens a door: the token of an invitation, the key of a new password.
DOOR = re.compile(r"(/join/|/password/reset/key/)(?!done/)[^/\s]+")


def json_formatter() -> logging.Formatter:
    """One JSON object a line: time, level, logger, event, traceback."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
    )


class Impersonal(logging.Filter):
    """Takes out of a record what it must not tell.

    That is the request object, which would bring address, cookies and form fields with it, and the secret part of
    an address that lets somebody in.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        record.msg = _closed(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_closed(value) for value in record.args)
        return True


def _closed(value: Any) -> Any:
    """The text with the secret of each address replaced; anything else as it is."""
    return DOOR.sub(r"\1...", value) if isinstance(value, str) else value
