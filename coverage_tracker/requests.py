"""What a view gets when the middleware has let a request through."""

from django.http import HttpRequest

from regions.models import User


class OfficeRequest(HttpRequest):
    """A request of someone who has logged in, as every view gets it that is not open to all.

    Only a type: LoginKeepsInputMiddleware turns everyone else away before the view.
    """

    user: User
