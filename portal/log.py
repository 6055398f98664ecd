"""Logs as JSON lines, for an operator: what went wrong and where, never who."""

import logging

import structlog


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
    """Takes the request object out of a record: it would bring address, cookies and form fields with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.__dict__.pop("request", None)
        return True
