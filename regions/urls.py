from django.urls import path

from .views import completeness, entry, history, recap, region, trend

urlpatterns = [
    path("wilayah/<str:code>/", region.region_page, name="region"),
    path("wilayah/<str:code>/perkembangan/", trend.trend_page, name="trend"),
    path("wilayah/<str:code>/rekap/", recap.recap_page, name="recap"),
    path("entri/<str:code>/", entry.entry_today, name="entry_today"),
    path("entri/<str:code>/<str:day>/", entry.entry, name="entry"),
    path("kelengkapan/", completeness.completeness, name="completeness"),
    path("riwayat/", history.history, name="history"),
]
