from django.urls import path

from .views import card_book, cards, ending, events, plans, proposal, results

urlpatterns = [
    path("gisa/", events.event_list, name="event_list"),
    path("gisa/baru/", plans.new_event, name="new_event"),
    path("gisa/usulan/", proposal.event_proposal, name="event_proposal"),
    path("gisa/<int:pk>/", events.event_page, name="event"),
    path("gisa/<int:pk>/ubah/", plans.change_event, name="change_event"),
    path("gisa/<int:pk>/tugas/", events.tick_task, name="tick_task"),
    path("gisa/<int:pk>/blangko/", events.move_event_cards, name="event_cards"),
    path("gisa/<int:pk>/keadaan/", ending.end_event, name="end_event"),
    path("gisa/<int:pk>/hasil/<str:day>/", results.event_results, name="event_results"),
    path("gisa/<int:pk>/kalender.ics", events.calendar, name="event_calendar"),
    path("gisa/<int:pk>/cetak/", events.printable, name="event_printable"),
    path("blangko/", cards.cards, name="cards"),
    path("blangko/<str:code>/", card_book.cards_office, name="cards_office"),
    path("blangko/<str:code>/terima/", card_book.receive, name="cards_receive"),
    path("blangko/<str:code>/kirim/", card_book.transfer, name="cards_transfer"),
    path("blangko/<str:code>/hitung/", card_book.count, name="cards_count"),
    path("blangko/mutasi/<int:pk>/batalkan/", card_book.reverse, name="cards_reverse"),
]
