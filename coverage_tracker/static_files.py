"""How static files are named and sent when the site runs for real."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):
    """Every file under a name with its hash, also where one JavaScript module imports another."""

    support_js_module_import_aggregation = True
