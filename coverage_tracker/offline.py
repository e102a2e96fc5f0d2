"""What a browser keeps, so that a day can be typed without a network."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

# All that the entry page needs, and the page that is shown where nothing is kept.
SHELL = (
    "css/site.css",
    "icon.svg",
    "django_htmx/htmx-2.min.js",
    *(f"js/entry/{name}.js" for name in ("clashes", "drafts", "filled", "grid", "keys", "main")),
    *(f"js/entry/{name}.js" for name in ("numbers", "paste", "sending")),
    *(f"js/unsent/{name}.js" for name in ("kept_pages", "main", "offline", "queue", "store")),
    "js/vendor/idb-8.0.3.js",
)


@require_GET
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it serves every page. It holds no data."""
    shell = [*map(static, SHELL), reverse("offline")]
    version = hashlib.sha256(" ".join(shell).encode()).hexdigest()[:12]
    context = {"shell": shell, "version": version}
    response = render(request, "sw.js", context, content_type="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_GET
@login_not_required
def offline(request: HttpRequest) -> HttpResponse:
    """Shown by the service worker in the place of a page that is not kept."""
    return render(request, "offline.html")
