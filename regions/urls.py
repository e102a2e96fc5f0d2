from django.urls import path

from .views import (
    calendar,
    claims,
    completeness,
    day_lock,
    entry,
    history,
    import_batch,
    import_storing,
    imports,
    recap,
    region,
    trend,
)

urlpatterns = [
    path("wilayah/<str:code>/", region.region_page, name="region"),
    path("wilayah/<str:code>/perkembangan/", trend.trend_page, name="trend"),
    path("wilayah/<str:code>/angka-dasar/", claims.claims_page, name="claims"),
    path("wilayah/<str:code>/rekap/", recap.recap_page, name="recap"),
    path("entri/<str:code>/", entry.entry_today, name="entry_today"),
    path("entri/<str:code>/<str:day>/", entry.entry, name="entry"),
    path("entri/<str:code>/<str:day>/kunci/", day_lock.day_lock, name="day_lock"),
    path("kelengkapan/", completeness.completeness, name="completeness"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("impor/", imports.imports, name="imports"),
    path("impor/format/<str:code>/", imports.format_file, name="import_format"),
    path("impor/<int:pk>/", import_batch.import_page, name="import"),
    path("impor/<int:pk>/jawaban/", import_batch.answer, name="import_answer"),
    path("impor/<int:pk>/berkas/", import_batch.marked_file, name="import_marked"),
    path("impor/<int:pk>/simpan/", import_storing.store_import, name="import_store"),
    path("impor/<int:pk>/hapus/", import_batch.discard_import, name="import_discard"),
    path("impor/<int:pk>/batal/", import_batch.undo_import, name="import_undo"),
    path("riwayat/", history.history, name="history"),
]
