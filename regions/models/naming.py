from django.db import models


def name_of(model: type[models.Model], field: str) -> str:
    """What a field of the model is called, in the language of the page."""
    found = model._meta.get_field(field)
    assert isinstance(found, models.Field)  # and no relation from elsewhere
    return str(found.verbose_name)
