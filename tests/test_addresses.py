"""Every address, for everybody, everywhere: an address without an expectation fails here.

Siti, Ani and Joko are operators, Budi and Rina managers, Dewi is national staff, Eko a viewer;
Joko and Rina work in another province. Tono may enter the admin site, but has no permission
in it; Wati is its administrator and has no region.

`login` leads to the log-in page, 302 to another; the door of the admin site is followed.
`*` stands for every place, `others` for everybody who has no column.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from django.contrib.contenttypes.models import ContentType
from django.http import HttpResponse
from django.test import Client
from django.urls import ResolverMatch, URLResolver, get_resolver, resolve

from regions.models import (
    CountChange,
    DailyCount,
    DayStatus,
    ImportBatch,
    ImportKind,
    Region,
    Role,
    User,
)
from tests.campaigns.factories import make_event, receive
from tests.factories import (
    DAY,
    at,
    make_ani,
    make_budi,
    make_dewi,
    make_eko,
    make_figure,
    make_jambi,
    make_person,
    make_region,
    make_siti,
    make_target,
)

pytestmark = pytest.mark.django_db

PEOPLE = ("anonymous", "siti", "ani", "joko", "budi", "rina", "dewi", "eko", "tono", "wati")
# Own office, province, nation, kecamatan; a sibling and its kecamatan; elsewhere.
PLACES = ("ID", "15", "15.03", "15.03.01", "15.04", "15.04.01", "14", "14.01", "14.01.01")

PAGES = """
address                     method   anonymous siti ani joko budi rina dewi eko tono wati
/                           GET      login     302  302 302  302  302  302  302 302  302
/                           POST     401       405  405 405  405  405  405  405 405  405
/wilayah/ID/                GET      login     200  200 200  200  200  200  200 200  200
/wilayah/15/                GET      login     200  200 403  200  403  200  200 200  200
/wilayah/15.03/             GET      login     200  403 403  200  403  200  200 200  200
/wilayah/15.03.01/          GET      login     200  403 403  200  403  200  200 200  200
/wilayah/15.04/             GET      login     403  200 403  200  403  200  200 200  200
/wilayah/15.04.01/          GET      login     403  200 403  200  403  200  200 200  200
/wilayah/14/                GET      login     403  403 200  403  200  200  403 403  200
/wilayah/14.01/             GET      login     403  403 200  403  200  200  403 403  200
/wilayah/14.01.01/          GET      login     403  403 200  403  200  200  403 403  200
/wilayah/99/                GET      login     404  404 404  404  404  404  404 404  404
/wilayah/*/                 POST     401       405  405 405  405  405  405  405 405  405
/entri/ID/                  GET      login     404  404 404  404  404  404  404 404  404
/entri/15/                  GET      login     404  404 403  404  403  404  404 404  404
/entri/15.03/               GET      login     302  403 403  302  403  302  302 302  302
/entri/15.03.01/            GET      login     404  403 403  404  403  404  404 404  404
/entri/15.04/               GET      login     403  302 403  302  403  302  302 302  302
/entri/15.04.01/            GET      login     403  404 403  404  403  404  404 404  404
/entri/14/                  GET      login     403  403 404  403  404  404  403 403  404
/entri/14.01/               GET      login     403  403 302  403  302  302  403 403  302
/entri/14.01.01/            GET      login     403  403 404  403  404  404  403 403  404
/entri/*/                   POST     401       405  405 405  405  405  405  405 405  405
/entri/ID/2019-04-04/       GET      login     404  404 404  404  404  404  404 404  404
/entri/15/2019-04-04/       GET      login     404  404 403  404  403  404  404 404  404
/entri/15.03/2019-04-04/    GET      login     200  403 403  200  403  200  200 200  200
/entri/15.03.01/2019-04-04/ GET      login     404  403 403  404  403  404  404 404  404
/entri/15.04/2019-04-04/    GET      login     403  200 403  200  403  200  200 200  200
/entri/15.04.01/2019-04-04/ GET      login     403  404 403  404  403  404  404 404  404
/entri/14/2019-04-04/       GET      login     403  403 404  403  404  404  403 403  404
/entri/14.01/2019-04-04/    GET      login     403  403 200  403  200  200  403 403  200
/entri/14.01.01/2019-04-04/ GET      login     403  403 404  403  404  404  403 403  404
/entri/ID/2019-04-04/       POST     401       404  404 404  404  404  404  404 404  404
/entri/15/2019-04-04/       POST     401       404  404 403  404  403  404  404 404  404
/entri/15.03/2019-04-04/    POST     401       302  403 403  403  403  403  403 403  403
/entri/15.03.01/2019-04-04/ POST     401       404  403 403  404  403  404  404 404  404
/entri/15.04/2019-04-04/    POST     401       403  302 403  403  403  403  403 403  403
/entri/15.04.01/2019-04-04/ POST     401       403  404 403  404  403  404  404 404  404
/entri/14/2019-04-04/       POST     401       403  403 404  403  404  404  403 403  404
/entri/14.01/2019-04-04/    POST     401       403  403 302  403  403  403  403 403  403
/entri/14.01.01/2019-04-04/ POST     401       403  403 404  403  404  404  403 403  404
/entri/ID/2019-04-04/tempel/ GET login 404 404 404 404 404 404 404 404 404
/entri/15/2019-04-04/tempel/ GET login 404 404 403 404 403 404 404 404 404
/entri/15.03/2019-04-04/tempel/ GET login 200 403 403 403 403 403 403 403 403
/entri/15.03.01/2019-04-04/tempel/ GET login 404 403 403 404 403 404 404 404 404
/entri/15.04/2019-04-04/tempel/ GET login 403 200 403 403 403 403 403 403 403
/entri/15.04.01/2019-04-04/tempel/ GET login 403 404 403 404 403 404 404 404 404
/entri/14/2019-04-04/tempel/ GET login 403 403 404 403 404 404 403 403 404
/entri/14.01/2019-04-04/tempel/ GET login 403 403 200 403 403 403 403 403 403
/entri/14.01.01/2019-04-04/tempel/ GET login 403 403 404 403 404 404 403 403 404
/entri/ID/2019-04-04/tempel/ POST 401 404 404 404 404 404 404 404 404 404
/entri/15/2019-04-04/tempel/ POST 401 404 404 403 404 403 404 404 404 404
/entri/15.03/2019-04-04/tempel/ POST 401 200 403 403 403 403 403 403 403 403
/entri/15.03.01/2019-04-04/tempel/ POST 401 404 403 403 404 403 404 404 404 404
/entri/15.04/2019-04-04/tempel/ POST 401 403 200 403 403 403 403 403 403 403
/entri/15.04.01/2019-04-04/tempel/ POST 401 403 404 403 404 403 404 404 404 404
/entri/14/2019-04-04/tempel/ POST 401 403 403 404 403 404 404 403 403 404
/entri/14.01/2019-04-04/tempel/ POST 401 403 403 200 403 403 403 403 403 403
/entri/14.01.01/2019-04-04/tempel/ POST 401 403 403 404 403 404 404 403 403 404
/entri/*/2019-04-04/kunci/  GET      login     405  405 405  405  405  405  405 405  405
/entri/ID/2019-04-04/kunci/ POST     401       404  404 404  404  404  404  404 404  404
/entri/15/2019-04-04/kunci/ POST     401       404  404 403  404  403  404  404 404  404
/entri/15.03/2019-04-04/kunci/ POST  401       403  403 403  422  403  403  403 403  403
/entri/15.03.01/2019-04-04/kunci/ POST 401     404  403 403  404  403  404  404 404  404
/entri/15.04/2019-04-04/kunci/ POST  401       403  403 403  422  403  403  403 403  403
/entri/15.04.01/2019-04-04/kunci/ POST 401     403  404 403  404  403  404  404 404  404
/entri/14/2019-04-04/kunci/ POST     401       403  403 404  403  404  404  403 403  404
/entri/14.01/2019-04-04/kunci/ POST  401       403  403 403  403  422  403  403 403  403
/entri/14.01.01/2019-04-04/kunci/ POST 401     403  403 404  403  404  404  403 403  404
/antrean/                      GET  login     200  200 200  200  200  200  200 200  200
/antrean/                      POST 401       405  405 405  405  405  405  405 405  405
/kelengkapan/                  GET  login     200  200 200  200  200  200  200 200  200
/kelengkapan/                  POST 401       405  405 405  405  405  405  405 405  405
/kelengkapan/?wilayah=ID       GET  login     200  200 200  200  200  200  200 200  200
/kelengkapan/?wilayah=15       GET  login     200  200 403  200  403  200  200 200  200
/kelengkapan/?wilayah=15.03    GET  login     200  403 403  200  403  200  200 200  200
/kelengkapan/?wilayah=15.03.01 GET  login     404  403 403  404  403  404  404 404  404
/kelengkapan/?wilayah=15.04    GET  login     403  200 403  200  403  200  200 200  200
/kelengkapan/?wilayah=14       GET  login     403  403 200  403  200  200  403 403  200
/kelengkapan/?wilayah=14.01    GET  login     403  403 200  403  200  200  403 403  200
/kelengkapan/?wilayah=99       GET  login     404  404 404  404  404  404  404 404  404
/kalender/                     GET  login     200  200 200  200  200  200  200 200  200
/kalender/                     POST 401       403  403 403  422  422  422  403 403  403
/kalender/?wilayah=ID          GET  login     200  200 200  200  200  200  200 200  200
/kalender/?wilayah=15          GET  login     200  200 403  200  403  200  200 200  200
/kalender/?wilayah=15.03       GET  login     200  403 403  200  403  200  200 200  200
/kalender/?wilayah=15.03.01    GET  login     404  403 403  404  403  404  404 404  404
/kalender/?wilayah=15.04       GET  login     403  200 403  200  403  200  200 200  200
/kalender/?wilayah=14          GET  login     403  403 200  403  200  200  403 403  200
/kalender/?wilayah=14.01       GET  login     403  403 200  403  200  200  403 403  200
/kalender/?wilayah=99          GET  login     404  404 404  404  404  404  404 404  404
/kalender/?wilayah=ID          POST 401       403  403 403  403  403  422  403 403  403
/kalender/?wilayah=15          POST 401       403  403 403  422  403  403  403 403  403
/kalender/?wilayah=15.03       POST 401       403  403 403  422  403  403  403 403  403
/kalender/?wilayah=15.03.01    POST 401       404  403 403  404  403  404  404 404  404
/kalender/?wilayah=15.04       POST 401       403  403 403  422  403  403  403 403  403
/kalender/?wilayah=14          POST 401       403  403 403  403  422  403  403 403  403
/kalender/?wilayah=14.01       POST 401       403  403 403  403  422  403  403 403  403
"""

# Kept by national staff everywhere, by a manager in the own province; nothing is typed here.
# `kept` is one of Sarolangun.
TARGETS_AND_FIGURES = """
address                        method anonymous siti ani joko budi rina dewi eko tono wati
/{page}/                       GET    login     403  403 403  200  200  200  403 403  403
/{page}/                       POST   401       403  403 403  422  422  422  403 403  403
/{page}/?wilayah=ID            GET    login     403  403 403  403  403  200  403 403  403
/{page}/?wilayah=15            GET    login     403  403 403  200  403  200  403 403  403
/{page}/?wilayah=15.03         GET    login     403  403 403  200  403  200  403 403  403
/{page}/?wilayah=15.03.01      GET    login     403  403 403  200  403  200  403 403  403
/{page}/?wilayah=14            GET    login     403  403 403  403  200  200  403 403  403
/{page}/?wilayah=14.01         GET    login     403  403 403  403  200  200  403 403  403
/{page}/?wilayah=99            GET    login     404  404 404  404  404  404  404 404  404
/{page}/?wilayah=ID            POST   401       403  403 403  403  403  422  403 403  403
/{page}/?wilayah=15            POST   401       403  403 403  422  403  422  403 403  403
/{page}/?wilayah=15.03         POST   401       403  403 403  422  403  422  403 403  403
/{page}/?wilayah=15.03.01      POST   401       403  403 403  422  403  422  403 403  403
/{page}/?wilayah=14.01         POST   401       403  403 403  403  422  422  403 403  403
/{page}/{kept}/                GET    login     403  403 403  200  403  200  403 403  403
/{page}/{kept}/                POST   401       403  403 403  422  403  422  403 403  403
"""
KEPT_PAGES = {"target": "{target}", "angka": "{figure}"}
# The figures of one place and day; nothing is chosen here.
FIGURES = """
address                     method   anonymous siti ani joko budi rina dewi eko tono wati
/wilayah/ID/angka-dasar/    GET      login     404  404 404  404  404  404  404 404  404
/wilayah/15/angka-dasar/    GET      login     404  404 403  404  403  404  404 404  404
/wilayah/15.03/angka-dasar/ GET      login     200  403 403  200  403  200  200 200  200
/wilayah/15.03.01/angka-dasar/ GET   login     200  403 403  200  403  200  200 200  200
/wilayah/15.04/angka-dasar/ GET      login     403  200 403  200  403  200  200 200  200
/wilayah/15.04.01/angka-dasar/ GET   login     403  200 403  200  403  200  200 200  200
/wilayah/14/angka-dasar/    GET      login     403  403 404  403  404  404  403 403  404
/wilayah/14.01/angka-dasar/ GET      login     403  403 200  403  200  200  403 403  200
/wilayah/14.01.01/angka-dasar/ GET   login     403  403 200  403  200  200  403 403  200
/wilayah/ID/angka-dasar/    POST     401       404  404 404  404  404  404  404 404  404
/wilayah/15/angka-dasar/    POST     401       404  404 403  404  403  404  404 404  404
/wilayah/15.03/angka-dasar/ POST     401       403  403 403  422  403  422  403 403  403
/wilayah/15.03.01/angka-dasar/ POST  401       403  403 403  422  403  422  403 403  403
/wilayah/15.04/angka-dasar/ POST     401       403  403 403  422  403  422  403 403  403
/wilayah/15.04.01/angka-dasar/ POST  401       403  403 403  422  403  422  403 403  403
/wilayah/14/angka-dasar/    POST     401       403  403 404  403  404  404  403 403  404
/wilayah/14.01/angka-dasar/ POST     401       403  403 403  403  422  422  403 403  403
/wilayah/14.01.01/angka-dasar/ POST  401       403  403 403  403  422  422  403 403  403
"""

# An event of Sarolangun, in which nobody helps.
EVENTS = """
address                      method anonymous siti ani joko budi rina dewi eko tono wati
/gisa/                       GET    login     200  200 200  200  200  200  200 200  200
/gisa/                       POST   401       405  405 405  405  405  405  405 405  405
/gisa/baru/                  GET    login     200  200 200  200  200  403  403 403  403
/gisa/baru/                  POST   401       422  422 422  200  422  403  403 403  403
/gisa/baru/?wilayah=15.03    GET    login     200  403 403  200  403  403  403 403  403
/gisa/baru/?wilayah=14.01    POST   401       403  403 422  403  422  403  403 403  403
/gisa/baru/?wilayah=15       GET    login     403  403 403  403  403  403  403 403  403
/gisa/usulan/                  GET  login     200  200 200  200  200  200  200 200  200
/gisa/usulan/                  POST 401       405  405 405  405  405  405  405 405  405
/gisa/usulan/?wilayah=ID       GET  login     200  200 200  200  200  200  200 200  200
/gisa/usulan/?wilayah=15       GET  login     200  200 403  200  403  200  200 200  200
/gisa/usulan/?wilayah=15.03    GET  login     200  403 403  200  403  200  200 200  200
/gisa/usulan/?wilayah=15.03.01 GET  login     404  403 403  404  403  404  404 404  404
/gisa/usulan/?wilayah=15.04    GET  login     403  200 403  200  403  200  200 200  200
/gisa/usulan/?wilayah=14       GET  login     403  403 200  403  200  200  403 403  200
/gisa/usulan/?wilayah=14.01    GET  login     403  403 200  403  200  200  403 403  200
/gisa/usulan/?wilayah=99       GET  login     404  404 404  404  404  404  404 404  404
/gisa/{event}/               GET    login     200  403 403  200  403  200  200 200  200
/gisa/{event}/               POST   401       405  405 405  405  405  405  405 405  405
/gisa/{event}/ubah/          GET    login     200  403 403  200  403  403  403 403  403
/gisa/{event}/ubah/          POST   401       422  403 403  422  403  403  403 403  403
/gisa/{event}/tugas/         GET    login     405  405 405  405  405  405  405 405  405
/gisa/{event}/tugas/         POST   401       404  403 403  404  403  403  403 403  403
/gisa/{event}/blangko/       GET    login     405  405 405  405  405  405  405 405  405
/gisa/{event}/blangko/       POST   401       404  403 403  404  403  403  403 403  403
/gisa/{event}/keadaan/       GET    login     405  405 405  405  405  405  405 405  405
/gisa/{event}/keadaan/       POST   401       404  403 403  404  403  403  403 403  403
/gisa/{event}/hasil/2019-04-04/ GET login     200  403 403  200  403  200  200 200  200
/gisa/{event}/hasil/2019-04-04/ POST 401      302  403 403  302  403  403  403 403  403
/gisa/{event}/kalender.ics   GET    login     200  403 403  200  403  200  200 200  200
/gisa/{event}/kalender.ics   POST   401       405  405 405  405  405  405  405 405  405
/gisa/{event}/cetak/         GET    login     200  403 403  200  403  200  200 200  200
/gisa/{event}/cetak/         POST   401       405  405 405  405  405  405  405 405  405
"""

# Blank cards; `move` is a receipt of Sarolangun.
CARDS = """
address                        method anonymous siti ani joko budi rina dewi eko tono wati
/blangko/                      GET    login     302  302 302  200  200  200  200 200  200
/blangko/                      POST   401       405  405 405  405  405  405  405 405  405
/blangko/?wilayah=ID           GET    login     403  403 403  403  403  200  403 403  200
/blangko/?wilayah=15           GET    login     403  403 403  200  403  200  200 200  200
/blangko/?wilayah=15.03        GET    login     200  403 403  200  403  200  200 200  200
/blangko/?wilayah=15.03.01     GET    login     404  403 403  404  403  404  404 404  404
/blangko/?wilayah=15.04        GET    login     403  200 403  200  403  200  200 200  200
/blangko/?wilayah=14           GET    login     403  403 403  403  200  200  403 403  200
/blangko/?wilayah=14.01        GET    login     403  403 200  403  200  200  403 403  200
/blangko/?wilayah=99           GET    login     404  404 404  404  404  404  404 404  404
/blangko/ID/                   GET    login     403  403 403  403  403  404  403 403  404
/blangko/15/                   GET    login     403  403 403  200  403  200  200 200  200
/blangko/15.03/                GET    login     200  403 403  200  403  200  200 200  200
/blangko/15.03.01/             GET    login     404  403 403  404  403  404  404 404  404
/blangko/15.04/                GET    login     403  200 403  200  403  200  200 200  200
/blangko/15.04.01/             GET    login     403  404 403  404  403  404  404 404  404
/blangko/14/                   GET    login     403  403 403  403  200  200  403 403  200
/blangko/14.01/                GET    login     403  403 200  403  200  200  403 403  200
/blangko/14.01.01/             GET    login     403  403 404  403  404  404  403 403  404
/blangko/*/                    POST   401       405  405 405  405  405  405  405 405  405
/blangko/mutasi/{move}/batalkan/ GET  login     200  403 403  200  403  403  403 403  403
/blangko/mutasi/{move}/batalkan/ POST 401       422  403 403  422  403  403  403 403  403
"""

# What is entered about the cards of an office; nothing is typed here.
CARD_FORMS = """
address                        method anonymous siti ani joko budi rina dewi eko tono wati
/blangko/*/{act}/              GET    login     405  405 405  405  405  405  405 405  405
/blangko/ID/{act}/             POST   401       403  403 403  403  403  404  403 403  404
/blangko/15/{act}/             POST   401       403  403 403  422  403  403  403 403  403
/blangko/15.03/{act}/          POST   401       422  403 403  422  403  403  403 403  403
/blangko/15.03.01/{act}/       POST   401       404  403 403  404  403  404  404 404  404
/blangko/15.04/{act}/          POST   401       403  422 403  422  403  403  403 403  403
/blangko/15.04.01/{act}/       POST   401       403  404 403  404  403  404  404 404  404
/blangko/14/{act}/             POST   401       403  403 403  403  422  403  403 403  403
/blangko/14.01/{act}/          POST   401       403  403 422  403  422  403  403 403  403
/blangko/14.01.01/{act}/       POST   401       403  403 404  403  404  404  403 403  404
"""
CARD_ACTS = ("terima", "kirim", "hitung")

# `import` is a file of Sarolangun that waits; it is discarded last.
IMPORTS = """
address                        method anonymous siti ani joko budi rina dewi eko tono wati
/impor/                        GET    login     200  200 200  200  200  200  200 200  200
/impor/                        POST   401       422  422 422  422  422  422  403 403  403
/impor/format/ID/              GET    login     404  404 404  404  404  404  404 404  404
/impor/format/15/              GET    login     404  404 403  404  403  404  404 404  404
/impor/format/15.03/           GET    login     200  403 403  200  403  200  200 200  200
/impor/format/15.03.01/        GET    login     404  403 403  404  403  404  404 404  404
/impor/format/15.04/           GET    login     403  200 403  200  403  200  200 200  200
/impor/format/15.04.01/        GET    login     403  404 403  404  403  404  404 404  404
/impor/format/14/              GET    login     403  403 404  403  404  404  403 403  404
/impor/format/14.01/           GET    login     403  403 200  403  200  200  403 403  200
/impor/format/14.01.01/        GET    login     403  403 404  403  404  404  403 403  404
/impor/format/*/               POST   401       405  405 405  405  405  405  405 405  405
/impor/{import}/               GET    login     200  403 403  200  403  200  200 200  200
/impor/{import}/               POST   401       405  405 405  405  405  405  405 405  405
/impor/{import}/berkas/        GET    login     200  403 403  200  403  200  200 200  200
/impor/{import}/berkas/        POST   401       405  405 405  405  405  405  405 405  405
/impor/{import}/jawaban/       GET    login     405  405 405  405  405  405  405 405  405
/impor/{import}/jawaban/       POST   401       302  403 403  403  403  403  403 403  403
/impor/{import}/simpan/        GET    login     405  405 405  405  405  405  405 405  405
/impor/{import}/simpan/        POST   401       409  403 403  403  403  403  403 403  403
/impor/{import}/batal/         GET    login     405  405 405  405  405  405  405 405  405
/impor/{import}/batal/         POST   401       302  403 403  403  403  403  403 403  403
/impor/{import}/hapus/         GET    login     405  405 405  405  405  405  405 405  405
/impor/{import}/hapus/         POST   401       302  403 403  403  403  403  403 403  403
"""

FOR_EVERYBODY_ALIKE = """
address                     method   anonymous others
/riwayat/                   GET      login     200
/riwayat/                   POST     401       405
/keluar/                    GET      405       405
/keluar/                    POST     302       302
/masuk/                     GET|POST 200       200
/bahasa/                    GET|POST 302       302
/admin/login/               GET      login     403
/admin/login/               POST     405       405
/sw.js                      GET      200       200
/sw.js                      POST     405       405
/luring/                    GET      200       200
/luring/                    POST     405       405
/healthz                    GET      200       200
/healthz                    POST     405       405
/readyz                     GET      200       200
/readyz                     POST     405       405
"""

REFERENCE_DATA = """
address                                           method   anonymous others tono wati
/admin/                                           GET      login     403    200  200
/admin/                                           POST     401       403    200  200
/admin/logout/                                    GET      login     302    405  405
/admin/logout/                                    POST     401       302    302  302
/admin/password_change/                           GET      login     403    200  200
/admin/password_change/                           POST     401       403    200  200
/admin/password_change/done/                      GET      login     403    200  200
/admin/password_change/done/                      POST     401       403    405  405
/admin/autocomplete/?app_label=regions&model_name=user&field_name=region GET login 403 403 200
/admin/autocomplete/                              POST     401       403    405  405
/admin/jsi18n/                                    GET      login     403    200  200
/admin/jsi18n/                                    POST     401       403    405  405
/admin/r/{type}/{region}/                         GET      login     403    404  404
/admin/r/{type}/{region}/                         POST     401       403    404  404
/admin/regions/                                   GET      login     403    404  200
/admin/regions/                                   POST     401       403    404  200
/admin/nowhere                                    GET      login     403    404  404
/admin/nowhere                                    POST     401       403    404  404
/admin/regions/region/                            GET      login     403    403  200
/admin/regions/region/                            POST     401       403    403  200
/admin/regions/region/add/                        GET      login     403    403  403
/admin/regions/region/add/                        POST     401       403    403  403
/admin/regions/region/{region}/history/           GET      login     403    403  200
/admin/regions/region/{region}/history/           POST     401       403    403  200
/admin/regions/region/{region}/delete/            GET      login     403    403  403
/admin/regions/region/{region}/delete/            POST     401       403    403  403
/admin/regions/region/{region}/change/            GET      login     403    403  200
/admin/regions/region/{region}/change/            POST     401       403    403  403
/admin/regions/region/{region}/                   GET      login     403    302  302
/admin/regions/region/{region}/                   POST     401       403    302  302
/admin/regions/user/{person}/password/            GET      login     403    403  200
/admin/regions/user/{person}/password/            POST     401       403    403  200
"""

# The tables that the administrator keeps in full.
KEPT_IN_FULL = """
address                                           method   anonymous others tono wati
/admin/regions/{kept}/                            GET      login     403    403  200
/admin/regions/{kept}/                            POST     401       403    403  200
/admin/regions/{kept}/add/                        GET      login     403    403  200
/admin/regions/{kept}/add/                        POST     401       403    403  200
/admin/regions/{kept}/{id}/history/               GET      login     403    403  200
/admin/regions/{kept}/{id}/history/               POST     401       403    403  200
/admin/regions/{kept}/{id}/delete/                GET      login     403    403  200
/admin/regions/{kept}/{id}/delete/                POST     401       403    403  200
/admin/regions/{kept}/{id}/change/                GET      login     403    403  200
/admin/regions/{kept}/{id}/change/                POST     401       403    403  200
/admin/regions/{kept}/{id}/                       GET      login     403    302  302
/admin/regions/{kept}/{id}/                       POST     401       403    302  302
"""
KEPT = {"user": "{person}"}

# The tables that are only read there; they are kept on pages of their own.
ONLY_READ = """
address                                           method   anonymous others tono wati
/admin/regions/{kept}/                            GET      login     403    403  200
/admin/regions/{kept}/                            POST     401       403    403  200
/admin/regions/{kept}/add/                        GET      login     403    403  403
/admin/regions/{kept}/add/                        POST     401       403    403  403
/admin/regions/{kept}/{id}/history/               GET      login     403    403  200
/admin/regions/{kept}/{id}/history/               POST     401       403    403  200
/admin/regions/{kept}/{id}/delete/                GET      login     403    403  403
/admin/regions/{kept}/{id}/delete/                POST     401       403    403  403
/admin/regions/{kept}/{id}/change/                GET      login     403    403  200
/admin/regions/{kept}/{id}/change/                POST     401       403    403  403
/admin/regions/{kept}/{id}/                       GET      login     403    302  302
/admin/regions/{kept}/{id}/                       POST     401       403    302  302
"""
READ = {"populationfigure": "{figure}", "target": "{target}"}


@dataclass(frozen=True)
class Case:
    """What each person gets for one request."""

    method: str
    address: str
    outcomes: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.address}"


def cases_of(table: str) -> Iterator[Case]:
    header, *lines = table.strip().splitlines()
    columns = header.split()[2:]
    for line in lines:
        address, methods, *cells = line.split()
        named = dict(zip(columns, cells, strict=True))
        others = named.pop("others", None)
        outcomes = {person: named.get(person, others) for person in PEOPLE}
        places = PLACES if "*" in address else ("",)
        for method, place in product(methods.split("|"), places):
            yield Case(method, address.replace("*", place), outcomes)


# Pages about a region that open to whom the ranking of that region opens.
WITH_THE_RANKING = ("perkembangan/", "rekap/")


def cases_with_the_ranking() -> Iterator[Case]:
    for case in cases_of(PAGES):
        if case.address.startswith("/wilayah/"):
            for page in WITH_THE_RANKING:
                yield Case(case.method, f"{case.address}{page}", case.outcomes)


CASES = [
    *cases_of(PAGES),
    *cases_with_the_ranking(),
    *(
        case
        for page, one in KEPT_PAGES.items()
        for case in cases_of(TARGETS_AND_FIGURES.replace("{page}", page).replace("{kept}", one))
    ),
    *cases_of(FIGURES),
    *cases_of(EVENTS),
    *cases_of(CARDS),
    *(case for act in CARD_ACTS for case in cases_of(CARD_FORMS.replace("{act}", act))),
    *cases_of(IMPORTS),
    *cases_of(FOR_EVERYBODY_ALIKE),
    *cases_of(REFERENCE_DATA),
    *(
        case
        for table, kept in ((KEPT_IN_FULL, KEPT), (ONLY_READ, READ))
        for name, of_one in kept.items()
        for case in cases_of(table.replace("{kept}", name).replace("{id}", of_one))
    ),
]


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every address that the application answers, as it is written in its urls."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def route_of(case: Case) -> str:
    return resolved(case).route


def resolved(case: Case) -> ResolverMatch:
    address = case.address.partition("?")[0]
    return resolve(re.sub(r"\{\w+\}", "1", address))


@pytest.fixture(autouse=True)
def today_is_the_day_of_the_article(settings):
    settings.TODAY = DAY


def make_world() -> tuple[dict[str, User | None], dict[str, int]]:
    """The people, and the keys of one row in each table that the admin site shows."""
    jambi = make_jambi()
    elsewhere = make_region("14.01.01").kabkota
    people = [make(jambi) for make in (make_siti, make_ani, make_budi, make_dewi, make_eko)]
    people += [
        make_person("joko", Role.OPERATOR, elsewhere),
        make_person("rina", Role.MANAGER, elsewhere.province),
        make_person("tono", Role.VIEWER, jambi.province, is_staff=True),
        make_person("wati", Role.VIEWER, None, is_staff=True, is_superuser=True),
    ]
    keys = {
        "region": jambi.limun.pk,
        "figure": make_figure(jambi.sarolangun).pk,
        "target": make_target("98", jambi.sarolangun).pk,
        "person": people[0].pk,
        "event": make_event(jambi, people[0], places=[jambi.limun]).pk,
        "move": receive(jambi.sarolangun, 500, people[0]).pk,
        "import": make_import(people[0]).pk,
        "type": ContentType.objects.get_for_model(Region).pk,
    }
    return {"anonymous": None} | {person.username: person for person in people}, keys


def make_import(by: User) -> ImportBatch:
    """A file of one count that waits."""
    return ImportBatch.objects.create(
        kind=ImportKind.COUNTS,
        region=by.region,
        file_name="harian.csv",
        content=b"Kecamatan;Tanggal;Perekaman\nLimun;2019-04-02;3\n",
        by=by,
        at=at(),
    )


def client_of(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def asked(client: Client, method: str, address: str) -> HttpResponse:
    code = address.split("/")[2] if address.startswith("/entri/") else ""
    counts = {f"{code}-recorded": "3"} if code else {}
    response = client.post(address, counts) if method == "POST" else client.get(address)
    sent_away = response.status_code == 302 and response.url.startswith("/admin/login/")
    return client.get(response.url) if sent_away else response


def outcome(response: HttpResponse) -> str:
    asks_for_a_log_in = response.status_code == 302 and response.url.startswith("/masuk/?next=")
    return "login" if asks_for_a_log_in else str(response.status_code)


def test_every_address_has_its_expectations_for_get_and_post():
    expected = {(route_of(case), case.method) for case in CASES}

    assert expected == set(product(routes(get_resolver()), ("GET", "POST")))


def test_every_address_of_a_place_is_asked_for_every_place():
    of_places = {route for route in routes(get_resolver()) if "<str:code>" in route}
    expected = {
        (route_of(case), case.method, resolved(case).kwargs["code"])
        for case in CASES
        if route_of(case) in of_places
    }

    assert expected >= set(product(of_places, ("GET", "POST"), PLACES))


def test_without_a_log_in_only_these_addresses_answer():
    answering = {
        case.address for case in CASES if case.outcomes["anonymous"] not in ("login", "401")
    }

    open_to_all = {"/masuk/", "/keluar/", "/bahasa/", "/admin/login/", "/healthz", "/readyz"}
    open_to_all |= {"/sw.js", "/luring/"}
    assert answering == open_to_all


@pytest.mark.parametrize("name", PEOPLE)
def test_everybody_gets_what_they_may(name):
    people, keys = make_world()
    client, found = client_of(people[name]), {}

    for case in CASES:
        found[str(case)] = outcome(asked(client, case.method, case.address.format(**keys)))
        if "logout" in case.address or "keluar" in case.address:
            client = client_of(people[name])

    assert found == {str(case): case.outcomes[name] for case in CASES}


def test_who_may_not_record_leaves_no_trace():
    people, _ = make_world()
    own = {("siti", "15.03"), ("ani", "15.04"), ("joko", "14.01")}

    for name, code in set(product(PEOPLE, PLACES)) - own:
        asked(client_of(people[name]), "POST", f"/entri/{code}/2019-04-04/")

    assert not any(table.objects.exists() for table in (DailyCount, DayStatus, CountChange))
