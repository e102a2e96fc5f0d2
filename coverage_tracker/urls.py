"""Every address. All are closed to people who are not logged in, but for those marked."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import include, path
from django.views.i18n import set_language

from coverage_tracker import offline, views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("regions.urls")),
    path("", include("campaigns.urls")),
    path("masuk/", views.SignIn.as_view(), name="login"),
    path("keluar/", login_not_required(LogoutView.as_view()), name="logout"),
    path("bahasa/", login_not_required(set_language), name="set_language"),
    path("admin/login/", views.admin_door),
    path("admin/", admin.site.urls),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("luring/", offline.offline, name="offline"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
