"""Whether a file was stored rightly: what lies in the database against what is known."""

from collections import Counter
from dataclasses import dataclass, field, replace

from regions.importing.options import Answers, FileOptions
from regions.importing.reading.limits import PAGE
from regions.importing.storing.storing import file_hash, store
from regions.importing.understanding import Understood, understand
from regions.models import (
    AT_DAYS_END,
    MEASURES,
    DailyCount,
    DayStatus,
    ImportBatch,
    ImportKind,
    PopulationFigure,
    Region,
    User,
)
from tests.factories import at, undone
from tests.faults.known import TODAY, Key
from tests.faults.sketch import DirtyFile

MOST_ROUNDS = 12


@dataclass
class Verdict:
    """What became of a file at once and after right answers.

    Outcomes: stored, asked, refused; afterwards also stuck (asked what nobody can answer).
    `wrong` are the stored numbers that differ from the known ones (stored, known), `silent`
    those of them about whose row nothing was said; `dropped` are numbers that the file gives
    legibly and that were not stored, `told` whether anything was remarked.
    """

    file: DirtyFile
    at_once: str = ""
    in_the_end: str = ""
    wrong: dict[Key, tuple] = field(default_factory=dict)
    silent: set[Key] = field(default_factory=set)
    dropped: set[Key] = field(default_factory=set)
    told: bool = False
    asked: list = field(default_factory=list)
    errors: list = field(default_factory=list)


def judge(file: DirtyFile, by: User, *, answering: bool = True) -> Verdict:
    verdict = Verdict(file)
    options = FileOptions(
        kind=file.known.kind,
        region=Region.objects.get(code=file.known.region.code),
        today=TODAY,
        day=file.day if file.known.kind == ImportKind.COUNTS else None,
        as_of=file.day if file.known.kind == ImportKind.POPULATION else None,
    )
    found = understand(file.content, file.name, options, Answers(), PAGE)
    verdict.at_once = _outcome(found)
    answers = Answers()
    for _round in range(MOST_ROUNDS if answering else 0):
        if found.errors or not found.questions:
            break
        verdict.asked += found.questions
        answers, options, knew = answered(file, found, answers, options)
        if not knew:
            break
        found = understand(file.content, file.name, options, answers, PAGE)
    verdict.in_the_end = _outcome(found)
    if verdict.in_the_end == "asked":
        verdict.in_the_end = "stuck"
    verdict.errors = found.errors
    if found.ready:
        verdict.told = bool(found.checks)
        _compare(verdict, found, by)
    return verdict


def _outcome(found: Understood) -> str:
    return "stored" if found.ready else "refused" if found.errors else "asked"


def answered(file: DirtyFile, found: Understood, answers: Answers, options: FileOptions):
    """The answers of someone who knows the truth; False where they say nothing new."""
    columns, places = dict(answers.columns), dict(answers.places)
    signs, orders = dict(answers.signs), dict(answers.orders)
    once, day = answers.once, options.day
    letters = {c.header: c.letter for table, _a in found.tables for c in table.columns}
    headers = {letter: header for header, letter in letters.items()}
    for question in found.questions:
        letter = letters.get(question.column, "")
        if question.kind == "column" and letter not in file.fields:
            continue  # cells that stand beside the table: the file is to be corrected
        if question.kind == "column":
            meaning = file.fields.get(letter, "")
            columns[question.column] = meaning if meaning in question.choices else "ignore"
        elif question.kind == "field":
            for where, meaning in file.fields.items():
                if meaning == question.value and where in headers:
                    columns[headers[where]] = meaning
        elif question.kind == "place":
            codes = file.names.get(question.value.strip(), set())
            if len(codes) == 1:
                places[question.value] = next(iter(codes))
        elif question.kind == "sign" and letter in file.signs:
            signs[question.column] = file.signs[letter]
        elif question.kind == "order" and letter in file.orders:
            orders[question.column] = file.orders[letter]
        elif question.kind == "repeated":
            once = True
        elif question.kind == "day" and len(file.known.days) == 1:
            day = file.known.days[0]
    said = Answers(columns, places, signs, orders, once)
    return said, replace(options, day=day), said != answers or day != options.day


def _compare(verdict: Verdict, found: Understood, by: User) -> None:
    file = verdict.file
    with undone():
        batch = ImportBatch(
            kind=file.known.kind,
            region=found.options.region,
            file_name=file.name,
            file_hash=file_hash(file.content),
        )
        for _done in store(found, batch, by, at(day=TODAY)):
            pass
        stored = stored_numbers()
    for key, value in stored.items():
        if file.known.numbers.get(key) != value:
            verdict.wrong[key] = (value, file.known.numbers.get(key))
    places_told = {(check.sheet, check.row) for check in found.checks}
    rows_told = {(r.code, r.day) for r in found.rows if (r.sheet, r.row) in places_told}
    verdict.silent = {key for key in verdict.wrong if key[:2] not in rows_told}
    kept = {"wajib_ktp", "recorded"} if file.known.kind == ImportKind.POPULATION else None
    verdict.dropped = {key for key in file.given - stored.keys() if kept is None or key[2] in kept}


def stored_numbers() -> dict[Key, int]:
    """Every number in the tables of counts, levels and figures; 3 queries."""
    found: dict[Key, int] = {}
    for row in DailyCount.objects.values_list("region__code", "day", *MEASURES):
        found |= {(*row[:2], name): v for name, v in zip(MEASURES, row[2:], strict=True)}
    for row in DayStatus.objects.values_list("kabkota__code", "day", *AT_DAYS_END):
        found |= {(*row[:2], name): v for name, v in zip(AT_DAYS_END, row[2:], strict=True)}
    names = ("wajib_ktp", "recorded")
    for row in PopulationFigure.objects.values_list("region__code", "as_of", *names):
        found |= {(*row[:2], name): v for name, v in zip(names, row[2:], strict=True)}
    return {key: value for key, value in found.items() if value is not None}


def table(verdicts: list[Verdict]) -> str:
    """Outcomes by layout, as a text: at once, and after right answers."""
    lines = [
        f"{'layout':16} files | at once: stored asked refused | in the end: stored refused stuck"
        " | harmless: of these stored at once, in the end"
    ]
    for layout in sorted({verdict.file.layout for verdict in verdicts}):
        of = [v for v in verdicts if v.file.layout == layout]
        once, end = Counter(v.at_once for v in of), Counter(v.in_the_end for v in of)
        clean = [v for v in of if v.file.is_harmless]
        lines.append(
            f"{layout:16} {len(of):5} | {once['stored']:8} {once['asked']:5} {once['refused']:7}"
            f" | {end['stored']:8} {end['refused']:7} {end['stuck']:5} | {len(clean):4}"
            f" {sum(v.at_once == 'stored' for v in clean):4}"
            f" {sum(v.in_the_end == 'stored' for v in clean):4}"
        )
    return "\n".join(lines)
