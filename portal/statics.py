"""Static files under names that carry a digest."""

from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]  # it ships no types


class NamedByDigest(CompressedManifestStaticFilesStorage):
    """Scripts that load each other do so by those names too, so that a browser never mixes two versions."""

    support_js_module_import_aggregation = True
