"""Exports as other programs read them: frictionless, openpyxl, and the JSON Schemas of Popolo.

    outside.py PACKAGE WORKBOOK POPOLO ARCHIVE

PACKAGE is the folder of `huiyao export ARCHIVE csv`, the others are files. Prints a line for each tool, "skipped: …" where
one is absent, and ends with 1 when a tool refuses an export or counts other rows than the archive holds.
"""

import json
import pathlib
import sqlite3
import sys

package, workbook, popolo, archive = map(pathlib.Path, sys.argv[1:])
connection = sqlite3.connect(f"file:{archive}?mode=ro", uri=True)


def rows(table):
    return connection.execute(f'select count(*) from "{table}"').fetchone()[0]


def frictionless_reads_the_package():
    import frictionless

    report = frictionless.validate(str(package / "datapackage.json"))
    if not report.valid:
        return report.flatten(["title", "rowNumber", "fieldName", "note"])[:20] or report.errors
    described = json.loads((package / "datapackage.json").read_text())["resources"]
    tables = {pathlib.Path(r["path"]).name: r["title"] for r in described}
    return [
        f"{task.place}: {task.stats.get('rows', 0)} rows, the archive has {rows(table)}"
        for task in report.tasks
        for table in [tables[pathlib.Path(task.place).name]]
        if task.stats.get("rows", 0) != rows(table)
    ]


def openpyxl_reads_the_workbook():
    import openpyxl

    book = openpyxl.load_workbook(workbook, read_only=True)
    wrong = []
    for sheet in book.worksheets:
        lines = list(sheet.iter_rows(values_only=True))
        if len(lines) - 1 != rows(sheet.title):
            wrong.append(f"{sheet.title}: {len(lines) - 1} rows, the archive has {rows(sheet.title)}")
        # A day that a spreadsheet made of a date as precise as the page would be no text.
        dated = [i for i, head in enumerate(lines[0]) if head.endswith(("_on", "_from", "_to", "_md", "_code"))]
        wrong += [
            f"{sheet.title}: {line[i]!r} is no text"
            for line in lines[1:]
            for i in dated
            if line[i] is not None and not isinstance(line[i], str)
        ][:5]
    return wrong


def popolo_fits_its_schemas():
    import jsonschema

    folder = pathlib.Path(__file__).parent.parent / "schemas" / "popolo"
    schemas = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
    store = {schema["id"]: schema for schema in schemas.values()}
    store |= {name.rstrip("#"): schema for name, schema in store.items()}
    export = json.loads(popolo.read_text())
    classes = {
        "persons": "person", "organizations": "organization", "posts": "post", "memberships": "membership",
        "areas": "area", "events": "event", "speeches": "speech",
    }
    wrong = [f"no schema for {name}" for name in export if name not in classes]
    for name, singular in classes.items():
        resolver = jsonschema.RefResolver("", schemas[singular], store)
        validator = jsonschema.Draft3Validator(schemas[singular], resolver=resolver)
        for thing in export[name]:
            wrong += [f"{name} {thing.get('id')}: {e.json_path}: {e.message}" for e in validator.iter_errors(thing)]
    return wrong[:20]


failed = False
for tool, check in [
    ("frictionless", frictionless_reads_the_package),
    ("openpyxl", openpyxl_reads_the_workbook),
    ("jsonschema", popolo_fits_its_schemas),
]:
    try:
        wrong = check()
    except ModuleNotFoundError:
        print(f"skipped: no {tool} (pip install {tool})")
        continue
    failed |= bool(wrong)
    print(f"{check.__name__.replace('_', ' ')}: {'yes' if not wrong else 'NO'}")
    for line in wrong:
        print("  ", line)
sys.exit(failed)
