from django.urls import path

from .views import entry, history, region

urlpatterns = [
    path("wilayah/<str:code>/", region.region_page, name="region"),
    path("entri/<str:code>/", entry.entry_today, name="entry_today"),
    path("entri/<str:code>/<str:day>/", entry.entry, name="entry"),
    path("riwayat/", history.history, name="history"),
]
