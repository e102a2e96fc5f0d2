"""How static files are named and sent when the site runs for real."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):
    """Every file under a name with its hash, also where one of our JavaScript modules imports
    another. Those of packages are left alone: one of django_htmx only speaks of an import."""

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        # Not in the stubs.
        HashedFilesMixin._js_module_import_aggregation_patterns[1],  # type: ignore[attr-defined]
    )
