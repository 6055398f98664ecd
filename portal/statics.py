"""Static files under names that carry a digest."""

from typing import ClassVar

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # it ships no types

OURS = ("clinic/js/*.js", "exercises/js/*.js", "portal/js/*.js")


class NamedByDigest(CompressedManifestStaticFilesStorage):
    """Our scripts load each other by those names too, so that a browser never mixes two versions.

    Scripts of other packages are left as they are: a comment in one of django-htmx's reads like such a load.
    """

    patterns: ClassVar = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((path, CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]) for path in OURS),
    )
