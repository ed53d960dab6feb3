"""Shows an archive of huiyao in Datasette, 0.65 and newer. Written by `huiyao datasette`.

- The search box of a table finds words of any length wherever they stand, Traditional or Simplified, as `huiyao search`
  does: all words must occur; "words together"; -without; this OR that. The index narrows, instr() decides.
- The page of a document shows its text with the evidence marked, and below it every fact read there.
- Refs, keys, documents and divisions are links.
- All rows of the views are counted beforehand, those that a filter leaves of a large one not at all.
- Datasette since 1.0 reads canned queries from its configuration only; they are handed over from datasette.yaml.

ASCII only: Datasette reads this file in whatever encoding the machine prefers.
"""

import itertools
from contextvars import ContextVar
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote

import yaml
from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils.asgi import Response
from markupsafe import Markup, escape

HERE = Path(__file__).parent
SITE = yaml.safe_load((HERE.parent / "datasette.yaml").read_text(encoding="utf-8"))
# Databases that the file describes; no other is touched.
ARCHIVES = SITE["databases"]
FACTS = (HERE / "facts.sql").read_text(encoding="utf-8")
STYLE = (HERE / "style.css").read_text(encoding="utf-8")

# The text that decides whether a row of a searched table is a hit.
TEXTS = {"documents": "coalesce(body_hans, body)", "quotes": "text"}

# ---- What was typed: [(terms of which one must occur, or none of which may, excluded)]


def groups(query):
    found, joined = [], False
    for text, excluded in tokens(query):
        if text is None:
            joined = joined or bool(found and not found[-1][1])
        elif joined and not excluded:
            found[-1][0].append(text)
            joined = False
        else:
            found.append(([text], excluded))
            joined = False
    bare = query.strip()
    return found or ([([bare], False)] if bare and '"' not in bare else [])


def tokens(query):
    """Pairs of text and whether it is excluded; the text of OR is None."""
    rest = query.lstrip()
    while rest:
        excluded = rest[0] in "-\uff0d" and rest[1:2].strip() != ""
        start = rest[1:] if excluded else rest
        text, rest = term(start)
        rest = rest.lstrip()
        if text == "OR" and not excluded and start.startswith("OR"):
            yield None, False
        elif text:
            yield text, excluded


def term(text):
    for opening, closing in ('""', "\u201c\u201d"):
        if text.startswith(opening):
            phrase, _, after = text[1:].partition(closing)
            return phrase.strip(), after
    end = next((i for i, c in enumerate(text) if c.isspace() or c == '"'), len(text))
    return text[:end], text[end:]


ASCII_LOWER = {i: i + 32 for i in range(ord("A"), ord("Z") + 1)}


def spellings(text, variants):
    """As typed and with Simplified characters, in lower case as SQLite has it (ASCII alone)."""
    text = text.translate(ASCII_LOWER)
    choices, most = [], 1
    for c in text:
        these = variants.get(c, (c,))
        these = these if most * len(these) <= 32 else these[:1]
        most *= len(these)
        choices.append(these)
    return list(dict.fromkeys([text, *("".join(letters) for letters in itertools.product(*choices))]))


# FTS5 has no expression for every row; hardly a sentence is without one of these.
FREQUENT = (HERE / "frequent.txt").read_text(encoding="utf-8").strip() + "0123456789"
EVERYTHING = " OR ".join('"%s"' % c for c in FREQUENT)


def expression(query, variants, indexed):
    """What the index is asked for; it may find too much, never too little. indexed: stretches of what it surely holds."""

    def surely_indexed(c):
        return any(low <= ord(c) <= high for low, high in indexed)

    found = groups(query)
    phrases = []
    for terms, excluded in found:
        spelt = [s for text in terms for s in spellings(text, variants)]
        if not excluded and all(any(map(surely_indexed, s)) for s in spelt):
            phrases.append("(%s)" % " OR ".join('"%s"' % " ".join(s.replace('"', "").replace("\0", "")) for s in spelt))
    return " AND ".join(phrases) or (EVERYTHING if found else '""')


# ---- Variant characters and names of divisions, by database, read when first needed

VARIANTS = {}
DIVISIONS = {}


def collect(rows):
    variants = {}
    for trad, simp in rows:
        variants.setdefault(trad, []).append(simp)
    return variants


async def variants_of(datasette, database):
    if database not in VARIANTS:
        rows = await datasette.get_database(database).execute("select trad, simp from han_variant order by trad, simp")
        VARIANTS[database] = collect(tuple(row) for row in rows.rows)
    return VARIANTS[database]


async def divisions_of(datasette, database):
    if database not in DIVISIONS:
        sql = "select code, name from division_names order by valid_to is null, id"
        rows = await datasette.get_database(database).execute(sql)
        DIVISIONS[database] = dict(tuple(row) for row in rows.rows)
    return DIVISIONS[database]


# ---- The search box


@hookimpl(trylast=True)
def prepare_connection(conn, database, datasette):
    if database not in ARCHIVES:
        return
    variants = collect(conn.execute("select trad, simp from han_variant order by trad, simp"))
    indexed = [tuple(row) for row in conn.execute("select low, high from indexed_characters")]
    conn.create_function("escape_fts", 1, lambda query: expression(query or "", variants, indexed))


@hookimpl
def filters_from_request(request, database, table, datasette):
    text, query = TEXTS.get(table), request.args.get("_search")
    if database not in ARCHIVES or not text or not query or request.args.get("_searchmode") == "raw":
        return None

    async def decide():
        variants = await variants_of(datasette, database)
        clauses, params = [], {}
        for terms, excluded in groups(query):
            tests = []
            for spelling in (s for wanted in terms for s in spellings(wanted, variants)):
                name = "word_%d" % len(params)
                params[name] = spelling
                tests.append("instr(lower(%s), :%s)" % (text, name))
            clauses.append("%s(%s)" % ("not " if excluded else "", " or ".join(tests)))
        return FilterArguments(clauses, params)

    return decide


# ---- Cells

# The page being made: path and search text. Datasette 0.65 does not tell render_cell.
PAGE = ContextVar("huiyao_page", default=("", ""))


@hookimpl
def asgi_wrapper(datasette):
    def wrap(app):
        async def remember(scope, receive, send):
            if scope["type"] == "http":
                asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
                PAGE.set((scope["path"], asked.get("_search", [""])[0]))
                scope = with_columns(scope, asked)
                scope = uncounted(datasette, scope, asked)
                if "_search" in asked:
                    sorted_by_user = any(key.startswith("_sort") for key in asked)
                    scope = await in_order_of_index(datasette, scope, asked["_search"][0], sorted_by_user)
            await app(scope, receive, send)

        return remember

    return wrap


# What lists show of each row: what people read before hashes, numbers and the plain columns of dates. The page of one row
# shows all. The column by which rows with foreign keys are sorted must be there: the link to the next rows is made of it.
COLUMNS = {
    "documents": "title published_on publisher body kind path ref",
    "meetings": "key name kind held_on held_until daypart place division_code held_from",
    "quotes": "ref speaker cue text kind meeting_report_id document_id",
    "tenures": "official_id post_id first_seen last_seen documents first_from",
    "v_activities": "held_on official_name posts roles meeting_name meeting_kind place documents official_key ref",
    "v_meetings": "held_on held_until meeting_name meeting_kind place chaired_by officials quotes documents conflicting meeting_key",
    "v_quotes": "held_on speaker cue text meeting_name place document ref",
    "v_tenures": "official_name unit_name title first_seen last_seen documents official_key unit_key",
    "v_texts": "published_on title publisher text characters document document_ref",
}


def with_columns(scope, asked):
    database, _, table = scope["path"].strip("/").rpartition("/")
    database = unquote(database.rpartition("/")[2])
    if database not in ARCHIVES or table not in COLUMNS or "_col" in asked or "_nocol" in asked:
        return scope
    return with_arguments(scope, "&".join("_col=%s" % column for column in COLUMNS[table].split()))


# ---- Counts of rows: Datasette counts what a page selects, of a view by making every row of it


# Rows of a view beyond which those that a filter leaves are not counted.
COUNTABLE = 50000


def uncounted(datasette, scope, asked):
    """The page of a filtered large view says nothing about the number of its rows rather than come seconds later."""
    database, _, view = scope["path"].strip("/").rpartition("/")
    view = view.partition(".")[0]
    database = unquote(database.rpartition("/")[2])
    filtered = any(not name.startswith("_") or name.startswith("_filter") or name == "_where" for name in asked)
    rows = (datasette.inspect_data or {}).get(database, {}).get("tables", {}).get(view, {}).get("count", 0)
    if database not in ARCHIVES or not view.startswith("v_") or not filtered or rows <= COUNTABLE:
        return scope
    return with_arguments(scope, "_nocount=1")


def with_arguments(scope, more):
    return dict(scope, query_string=b"&".join(filter(None, (scope.get("query_string", b""), more.encode()))))


def count_views(datasette):
    """All rows of the views are counted in the inspect file. Datasette has use for that once it knows what are tables."""
    for database, inspected in (datasette.inspect_data or {}).items():
        served = datasette.databases.get(database)
        if database in ARCHIVES and getattr(served, "cached_table_counts", None):
            inspected["tables"].update(inspected.get("views", {}))


# Hits that can be read and sorted within Datasette's second; of more, the first of the index are shown as they come.
SORTABLE = 3000


async def in_order_of_index(datasette, scope, query, sorted_by_user):
    """Sorting or counting tens of thousands of hits would mean reading every text."""
    database, _, table = scope["path"].strip("/").rpartition("/")
    table = table.partition(".")[0]
    database = unquote(database.rpartition("/")[2])
    if database not in ARCHIVES or table not in TEXTS:
        return scope
    sql = "select count(*) from (select 1 from %s_fts where %s_fts match escape_fts(?) limit ?)" % (table, table)
    found = await datasette.get_database(database).execute(sql, [query, SORTABLE + 1])
    if found.rows[0][0] <= SORTABLE:
        return scope
    return with_arguments(scope, "_nocount=1" if sorted_by_user else "_nocount=1&_sort=id")


ENTITIES = {
    "document_id": "documents",
    "official_id": "officials",
    "unit_id": "units",
    "meeting_id": "meetings",
    "post_id": "posts",
}


@hookimpl
def render_cell(row, value, column, table, database, datasette):
    # A foreign key comes with its label: {"value": ..., "label": ...}.
    plain = value["value"] if isinstance(value, dict) else value
    if database not in ARCHIVES or plain is None:
        return None
    if table == "documents" and column in ("body", "body_hans"):
        return body(row, value, column, database, datasette)
    if table == "quotes" and column == "text":
        return quote_text(value, database, datasette)
    if column in ("division_code", "place_code", "code", "parent_code") and str(plain).isdigit():
        return division(plain, database, datasette)
    if isinstance(value, dict):
        return None
    # In a table of its own a key or number leads nowhere else; foreign keys are Datasette's.
    computed = table is None or table.startswith("v_")
    if column == "ref" and table != "documents":
        return link(datasette.urls.path("/-/huiyao/%s/ref/%s" % (quote(database), quote(str(value)))), value)
    if column.endswith("_key") or (column == "key" and (computed or table == "keys")):
        return link(datasette.urls.path("/-/huiyao/%s/key/%s" % (quote(database), quote(str(value)))), value)
    if computed and column in ENTITIES and isinstance(value, int):
        return link(datasette.urls.row(database, ENTITIES[column], str(value)), value)
    if computed and column in ("document", "path"):
        return link(datasette.urls.table(database, "documents") + "?path=" + quote(str(value), safe=""), value)
    if table is None and column == "context":
        return Markup(str(escape(value)).replace("\u3010", "<mark>").replace("\u3011", "</mark>"))
    if table is None and column == "hit":
        return Markup("<mark>%s</mark>") % value
    return None


def link(address, text):
    return Markup('<a href="%s">%s</a>') % (str(address), text)


async def division(code, database, datasette):
    name = (await divisions_of(datasette, database)).get(str(code))
    if name is None:
        return None
    return Markup('<a href="%s">%s</a>&nbsp;<em>%s</em>') % (
        str(datasette.urls.row(database, "divisions", str(code))),
        name,
        code,
    )


async def body(row, value, column, database, datasette):
    path, query = PAGE.get()
    if path.rstrip("/").split("/")[-2:] == ["documents", str(row["id"])]:
        if column == "body":
            return await document(row["id"], value, database, datasette)
        return Markup('<details class="huiyao-text"><summary>Simplified \u7b80\u4f53</summary>%s</details>') % value
    if column == "body_hans":
        return Markup("\u2026")
    hans = await simplified(row, database, datasette) if query else None
    return snippet(value, hans or value, query, await variants_of(datasette, database), 30)


async def simplified(row, database, datasette):
    """The row may have been asked for without this column."""
    if "body_hans" in row.keys():
        return row["body_hans"]
    sql = "select body_hans from documents where id = ?"
    return (await datasette.get_database(database).execute(sql, [row["id"]])).rows[0][0]


async def quote_text(value, database, datasette):
    _, query = PAGE.get()
    return snippet(value, value, query, await variants_of(datasette, database), 200) if query else None


def snippet(own, hans, query, variants, width):
    """The first hit with its surroundings in the script of the document, or the beginning of the text."""
    if len(own) != len(hans):
        own = hans
    low = hans.translate(ASCII_LOWER)
    wanted = [s for terms, excluded in groups(query) if not excluded for text in terms for s in spellings(text, variants)]
    hits = [(low.index(s), len(s)) for s in wanted if s in low]
    at, length = min(hits, key=lambda hit: (hit[0], -hit[1]), default=(0, 0))
    left, right = max(0, at - width), at + length + 2 * width
    return Markup("%s%s<mark>%s</mark>%s%s") % (
        "\u2026" if left else "",
        own[left:at],
        own[at : at + length],
        own[at + length : right],
        "\u2026" if right < len(own) else "",
    )


# ---- The page of a document

CLASSES = {
    "official": "person",
    "post": "office",
    "unit": "office",
    "meeting": "event",
    "date": "event",
    "place": "event",
}


async def document(number, text, database, datasette):
    rows = await datasette.get_database(database).execute(FACTS, [number])
    facts = [dict(row) for row in rows.rows]
    return Markup('<div class="huiyao-text">%s</div>%s') % (marked(text, facts), listed(facts))


def marked(text, facts):
    """The text with the narrowest fact at each place marked, quotes underlined, and an anchor for every ref."""
    owner, quoted, anchors = [None] * len(text), [False] * len(text), {}
    placed = [fact for fact in facts if fact["span_start"] is not None]
    for fact in placed:
        anchors.setdefault(fact["span_start"], []).append(fact["ref"])
        if fact["kind"] == "quote":
            quoted[fact["span_start"] : fact["span_end"]] = [True] * (fact["span_end"] - fact["span_start"])
    placed = [fact for fact in placed if fact["kind"] in CLASSES]
    # Wide facts first, so that the narrow ones inside them stay seen.
    for fact in sorted(placed, key=lambda fact: fact["span_start"] - fact["span_end"]):
        owner[fact["span_start"] : fact["span_end"]] = [fact] * (fact["span_end"] - fact["span_start"])
    out, start, named = [], 0, set()
    for end in range(1, len(text) + 1):
        here = end < len(text) and owner[end] is owner[start] and quoted[end] == quoted[start] and end not in anchors
        if here:
            continue
        for ref in anchors.get(start, []):
            if ref not in named:
                named.add(ref)
                out.append(Markup('<a id="%s"></a>') % ref)
        out.append(stretch(text[start:end], owner[start], quoted[start]))
        start = end
    return Markup("").join(out)


def stretch(text, fact, quoted):
    if fact is None:
        return Markup('<span class="quoted">%s</span>') % text if quoted else escape(text)
    name = CLASSES[fact["kind"]] + (" quoted" if quoted else "")
    why = " \u00b7 ".join(str(x) for x in (fact["kind"], fact["value"], fact["rule"], fact["basis"], fact["ref"]) if x)
    return Markup('<mark class="%s" title="%s">%s</mark>') % (name, why, text)


def listed(facts):
    line = Markup('<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td><a href="#%s">%s</a></td></tr>')
    rows = [
        line % (f["kind"], f["value"], f["rule"] or "", f["basis"] or "", f["ref"], f["ref"].rpartition("-")[2])
        for f in facts
    ]
    head = Markup(
        "<details open><summary>%d facts \u4e8b\u5b9e</summary><table class='huiyao-facts'>"
        "<tr><th>kind</th><th>value</th><th>rule</th><th>basis</th><th>ref</th></tr>%s</table></details>"
    )
    return head % (len(facts), Markup("").join(rows))


# ---- Refs and keys


@hookimpl
def register_routes():
    return [
        (r"^/-/huiyao/(?P<database>[^/]+)/(?P<kind>ref|key)/(?P<name>[0-9A-Za-z-]+)$", follow),
        (r"^/-/huiyao/style\.css$", style),
    ]


async def follow(datasette, request):
    """To the document of a ref, at the words; to the present entity of a key."""
    database, kind, name = (request.url_vars[part] for part in ("database", "kind", "name"))
    if database not in ARCHIVES:
        return Response.text("No such archive.", status=404)
    db = datasette.get_database(database)
    if kind == "key":
        sql = "select entity || 's', coalesce(official_id, unit_id, meeting_id) from keys where key = ?"
        found = (await db.execute(sql, [name])).rows
        if found:
            return Response.redirect(datasette.urls.row(database, found[0][0], str(found[0][1])))
    sql = "select id from documents where ref in (?, ?) order by length(ref) desc limit 1"
    found = (await db.execute(sql, [name, name.rpartition("-")[0]])).rows
    if not found:
        return Response.text("Nothing in this archive is called %s." % name, status=404)
    return Response.redirect(datasette.urls.row(database, "documents", str(found[0][0])) + "#" + name)


async def style():
    return Response(STYLE, content_type="text/css; charset=utf-8")


@hookimpl
def extra_css_urls(datasette):
    return [datasette.urls.path("/-/huiyao/style.css")]


# The default of each parameter in its empty field; on the page of one row the column beside each value; in the search box
# what was searched for, which Datasette 1.0 leaves out.
SCRIPT = """
const box = document.getElementById("_search");
if (box && !box.value) box.value = new URLSearchParams(location.search).get("_search") || "";
for (const row of document.querySelectorAll(".huiyao-parameters tr")) {
  const field = document.querySelector('form.sql [name="' + row.dataset.name + '"]');
  if (field) {
    field.placeholder = row.dataset.default || "";
    field.title = row.lastElementChild.textContent;
  }
}
for (const table of document.querySelectorAll(".row table.rows-and-columns")) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.column || "");
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, i) => { cell.dataset.label = names[i]; });
  }
}
"""


@hookimpl
def extra_body_script(database):
    return SCRIPT if database in ARCHIVES else ""


# ---- Canned queries, where Datasette does not take them from the metadata


@hookimpl
def canned_queries(database):
    return ARCHIVES.get(database, {}).get("queries", {})


@hookimpl
def startup(datasette):
    count_views(datasette)
    if not hasattr(datasette, "add_query"):
        return None

    async def hand_over():
        for database, described in ARCHIVES.items():
            for name, query in described["queries"].items():
                await datasette.add_query(
                    database,
                    name,
                    query["sql"],
                    title=query["title"],
                    description=query["description"],
                    description_html=query["description_html"],
                    hide_sql=True,
                    parameters=query.get("params"),
                    is_trusted=True,
                    source="huiyao",
                )

    return hand_over
