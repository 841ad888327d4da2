"""S01 to S25: steps whose text a reader would not see as the server does, or that a step must not do.

What only a parser can judge is judged by the compiler; a signed bale that holds it is accepted here, and the case says
so. See tests/cli and tests/verdicts for the compiler's side.
"""

from case import Case
from writer import Bale, Migration, Step, first_migration

TABLE = "CREATE TABLE hub.thing (id int)"


def bale(statement, tag="CREATE TABLE", capabilities=(), standalone=False, sql=None, statements=None, probe=None,
         **hooks):
    statements = statements or [(tag, statement)]
    step = Step("010-step.sql", statements, standalone=standalone, sql=sql, probe=probe)
    return Bale([first_migration(), Migration("0002-step", "0.2.0", [step], capabilities)], **hooks).build()


def refused(name, what, statement, refusal, tag="CREATE TABLE", **more):
    return Case(name, what, bale(statement, tag, **more), refusal, tools=None)


def accepted(name, what, statement, tag="CREATE TABLE", **more):
    return Case(name, what, bale(statement, tag, **more))


def hidden(code):
    return f"CREATE TABLE hub.thing (id int /* {chr(code)} */)"


def characters():
    def raw(data):
        return bale(None, sql=data, statements=[("CREATE TABLE", TABLE)])
    yield Case("S01", "a NUL byte in a comment", raw(f"-- \0\n{TABLE};\n".encode()), "content.nul")
    yield Case("S01 end", "a NUL byte at the end", raw(f"{TABLE};\n\0".encode()), "content.nul")
    yield Case("S02 utf8", "a byte that is not UTF-8", raw(f"-- \xff\n{TABLE};\n".encode("latin-1")), "content.utf8")
    yield Case("S02 overlong", "an overlong encoding of ;", raw(b"-- \xc0\xbb\n" + f"{TABLE};\n".encode()),
               "content.utf8")
    yield Case("S02 surrogate", "half a surrogate pair", raw(b"-- \xed\xa0\x80\n" + f"{TABLE};\n".encode()),
               "content.utf8")
    yield Case("S02 beyond", "U+110000", raw(b"-- \xf4\x90\x80\x80\n" + f"{TABLE};\n".encode()), "content.utf8")
    wide = TABLE.encode("utf-16-le")
    yield Case("S02 utf16", "UTF-16", bale(None, sql=wide + b"\n\0", statements=[("CREATE TABLE", wide)]),
               "content.nul")
    yield Case("S03", "a byte order mark", raw(f"\ufeff{TABLE};\n".encode()), "content.bom")
    yield Case("S04", "CR in a comment: PostgreSQL ends the comment there",
               raw(f"-- harmless\rDROP TABLE hub.account;\n{TABLE};\n".encode()), "content.cr")
    yield Case("S04 crlf", "CR LF as line ends", raw(f"{TABLE};\r\n".encode()), "content.cr")
    for code in (0x01, 0x07, 0x08, 0x0b, 0x0c, 0x1b, 0x7f, 0x80, 0x85, 0x9b):
        yield Case(f"S05 {code:04x}", f"U+{code:04X}", bale(hidden(code)), "content.control")
    for code in (0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069):
        yield Case(f"S06 {code:04x}", f"the bidirectional control U+{code:04X}", bale(hidden(code)), "content.hidden")
    for code in (0x00ad, 0x200b, 0x200c, 0x200d, 0x2060, 0x2028, 0x2029, 0xe0001, 0xe0041, 0xe007f, 0x180e, 0x115f,
                 0x1160, 0x3164, 0xffa0, 0xfe0f, 0x034f):
        yield Case(f"S07 {code:04x}", f"U+{code:04X}, which is not seen", bale(hidden(code)), "content.hidden")
    yield refused("S07 feff", "U+FEFF inside of the text", hidden(0xfeff), "content.bom")
    yield refused("S08 nbsp", "a no-break space, which PostgreSQL takes for a letter",
                  "CREATE TABLE hub.thing (id\u00a0int)", "content.letters")
    yield refused("S08 name", "a Cyrillic a in a name without quotes", "CREATE TABLE hub.\u0430ccount (id int)",
                  "content.letters")
    yield accepted("S08 literal", "letters beyond ASCII in a literal and a comment",
                   "CREATE TABLE hub.thing (id text DEFAULT 'Gr\u00fc\u00dfe \u4e2d' /* \u00e9 */)")
    yield accepted("S09", "a Cyrillic a in a name: legal; shown as it is, and the compiler warns",
                   'CREATE TABLE hub."\u0430ccount" (id int)')


def shape():
    yield refused("S10", "two statements in one range", "CREATE TABLE hub.a (id int); CREATE TABLE hub.b (id int)",
                  "content.two-statements")
    yield refused("S10 escape", "a transaction's end hidden behind a literal",
                  "INSERT INTO hub.account (name) VALUES ('x'); COMMIT", "content.two-statements", tag="INSERT",
                  capabilities=["dml", "insert"])
    body = "CREATE FUNCTION hub.f() RETURNS int BEGIN ATOMIC %s END"
    for label, what, inside in (
            ("body", "semicolons in the body of a function", "SELECT 1; SELECT CASE WHEN true THEN 1 END;"),
            ("end", "a column called end in the body of a function", "SELECT 1 end;"),
            ("called-case", "a column called case in the body of a function", "SELECT 1 AS case;"),
            ("empty", "an empty body of a function", "")):
        yield accepted(f"S10 {label}", what, body % inside, "CREATE FUNCTION")
        yield refused(f"S10 {label}-after", f"{what}, and a second statement", body % inside + "; DROP TABLE hub.account",
                      "content.two-statements", tag="CREATE FUNCTION")
    for label, text in (("alias", "CREATE VIEW hub.v AS SELECT * FROM begin atomic"),
                        ("argument", "CREATE FUNCTION hub.f(begin atomic) RETURNS int LANGUAGE sql AS 'SELECT 1'")):
        yield refused(f"S10 {label}", "the words BEGIN ATOMIC where they begin no body, and a second statement",
                      f"{text}; DROP TABLE hub.account", "content.two-statements",
                      tag=" ".join(text.split()[:2]))
    text = f"{TABLE};\nDROP TABLE hub.account;\n".encode()
    yield Case("S10 gap", "a statement between the ranges", bale(None, sql=text, statements=[("CREATE TABLE", TABLE)]),
               "content.gap", tools=None)
    yield refused("S11 comment", "a range that is only a comment", "-- nothing\n", "content.range-empty")
    yield refused("S11 semicolon", "a range that is only a semicolon", " ; ", "content.range-empty")
    for statement in ("COMMIT", "END", "ABORT", "ROLLBACK", "BEGIN", "START TRANSACTION", "SAVEPOINT a", "RELEASE a",
                      "PREPARE TRANSACTION 'a'", "COMMIT PREPARED 'a'", "ROLLBACK PREPARED 'a'", "COMMIT AND CHAIN",
                      "/* x */ COMMIT", "ROLLBACK TO SAVEPOINT a", "SET TRANSACTION READ ONLY"):
        label = statement.lower().replace("/* x */ ", "comment-").replace(" ", "-").replace("'", "")
        tag = "SET" if statement.startswith("SET") else "CREATE TABLE"
        yield refused(f"S12 {label}", f"{statement}, with another tag", statement, "content.transaction", tag=tag)
    yield refused("S12 tag", "COMMIT, with its own tag", "COMMIT", "content.transaction", tag="COMMIT")
    for label, statement in (("shell", "\\! id"), ("copy", "\\copy hub.account from 'x'"),
                             ("gexec", "CREATE TABLE hub.x (id int) \\gexec"), ("inside", "CREATE TABLE hub.x \\ (id int)")):
        yield refused(f"S13 {label}", "a command of psql", statement, "content.backslash")
    yield accepted("S13 literal", "a backslash in a literal", "CREATE TABLE hub.x (id text DEFAULT '\\! id')")
    yield accepted("S13 variable", "a variable of psql: for the server it is a syntax error, no escape",
                   "CREATE TABLE hub.x (id int DEFAULT :var)")
    yield accepted("S14", "a line end and \\! in a name: no psql is used, and it is shown escaped",
                   'CREATE TABLE hub."x\n\\! id" (id int)')
    for label, statement in (("program", "COPY hub.account FROM PROGRAM 'id'"), ("file", "COPY hub.account TO '/tmp/x'"),
                             ("stdin", "COPY hub.account FROM STDIN")):
        yield refused(f"S15 {label}", statement, statement, "content.copy", tag="COPY")


def sessions():
    forbidden = {
        "set": ("SET search_path = x", "SET", "content.session"), "set-role": ("SET ROLE x", "SET", "content.session"),
        "set-local-role": ("SET LOCAL ROLE x", "SET", "content.session"),
        "set-local-path": ("SET LOCAL search_path = x", "SET", "content.session"),
        "set-local-schema": ("SET LOCAL SCHEMA 'x'", "SET", "content.session"),
        "set-local-zone": ("SET LOCAL TIME ZONE 'x'", "SET", "content.session"),
        "set-local-case": ("SET LOCAL TimeZone = 'x'", "SET", "content.session"),
        "set-local-xml": ("SET LOCAL XML OPTION DOCUMENT", "SET", "content.session"),
        "set-local-names": ("SET LOCAL NAMES 'SJIS'", "SET", "content.session"),
        "set-local-encoding": ("SET LOCAL client_encoding = 'SJIS'", "SET", "content.session"),
        "set-local-quoted": ("SET LOCAL \"search_path\" = x", "SET", "content.session"),
        "authorization": ("SET SESSION AUTHORIZATION x", "SET", "content.session"),
        "reset": ("RESET ALL", "RESET", "content.session"), "discard": ("DISCARD ALL", "DISCARD ALL", "content.transaction"),
        "discard-plans": ("DISCARD PLANS", "DISCARD PLANS", "content.session"),
        "listen": ("LISTEN x", "LISTEN", "content.session"), "load": ("LOAD 'x'", "LOAD", "content.session"),
        "system": ("ALTER SYSTEM SET x = 1", "ALTER SYSTEM", "content.server"),
        "role": ("ALTER ROLE x SET search_path = y", "ALTER ROLE", "content.server"),
        "user": ("ALTER USER x SUPERUSER", "ALTER ROLE", "content.server"),
        "database": ("ALTER DATABASE x SET search_path = y", "ALTER DATABASE", "content.server"),
        "prepare": ("PREPARE p AS SELECT 1", "PREPARE", "content.session"),
        "do": ("DO $$BEGIN END$$", "DO", "content.capability"),
        "set-config": ("SELECT set_config('role', 'x', true)", "SELECT", "content.capability"),
        "set-config-quoted": ("SELECT pg_catalog.\"set_config\"('role', 'x', true)", "SELECT", "content.capability"),
    }
    for label, (statement, tag, refusal) in forbidden.items():
        yield refused(f"S16 {label}", statement, statement, refusal, tag=tag)
    yield accepted("S16 listed", "DO, with the capability do_block", "DO $$BEGIN END$$", "DO", capabilities=["do_block"])
    for label, call in (("unlock", "pg_advisory_unlock_all()"), ("terminate", "pg_terminate_backend(1)"),
                        ("dblink", "dblink('x', 'y')"), ("import", "lo_import('/etc/passwd')"),
                        ("read", "pg_read_file('/etc/passwd')"), ("xml", "query_to_xml('x', true, true, '')")):
        yield refused(f"S17 {label}", f"{call}, which no capability names", f"SELECT {call}", "content.capability",
                      tag="SELECT")
    yield refused("S18", "SECURITY DEFINER, which no capability names",
                  "CREATE FUNCTION hub.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                  "content.capability", tag="CREATE FUNCTION")
    yield accepted("S18 listed", "SECURITY DEFINER without a search_path: named by its capability, warned of by the compiler",
                   "CREATE FUNCTION hub.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'", "CREATE FUNCTION",
                   capabilities=["security_definer"])
    for label, statement in (("quote", "CREATE TABLE hub.x (id text DEFAULT 'x)"), ("name", "CREATE TABLE hub.\"x (id int)"),
                             ("dollar", "CREATE TABLE hub.x (id text DEFAULT $a$x$b$)"),
                             ("comment", "CREATE TABLE hub.x (id int) /* x /* y */"),
                             ("escape", "CREATE TABLE hub.x (id text DEFAULT E'x\\')")):
        yield refused(f"S19 {label}", f"{label} that does not end", statement, "content.unterminated")
    yield refused("S20 name", "a name whose escapes hide what it is", 'CREATE TABLE hub.U&"\\0078" (id int)',
                  "content.escaped-name")
    yield refused("S20 name-ledger", "the ledger's schema in escapes", 'CREATE TABLE U&"pg\\0062ale".x (id int)',
                  "content.escaped-name")
    yield refused("S20 name-uescape", "a name with UESCAPE", "CREATE TABLE hub.U&\"!0078\" UESCAPE '!' (id int)",
                  "content.escaped-name")
    yield accepted("S20 name-hidden", "an invisible character in a name, as an escape",
                   'CREATE TABLE hub.U&"x\\200B" (id int)')
    yield accepted("S20 unicode", "U&'' with UESCAPE", "CREATE TABLE hub.x (id text DEFAULT U&'!0041' UESCAPE '!')")
    yield accepted("S20 escape", "E'' with an escaped quote",
                   "CREATE TABLE hub.x (id text DEFAULT E'\\'; COMMIT; --')")
    yield refused("S20 after", "a second statement behind E''",
                  "CREATE TABLE hub.x (id text DEFAULT E'\\\\'); COMMIT", "content.two-statements")
    for label, statement, tag in (("table", "DELETE FROM pgbale.entry", "DELETE"),
                                  ("quoted", 'DELETE FROM "pgbale".entry', "DELETE"),
                                  ("upper", "DELETE FROM PGBALE.entry", "DELETE"),
                                  ("drop", "DROP SCHEMA pgbale", "DROP SCHEMA"),
                                  ("drop-list", "DROP SCHEMA hub, pgbale CASCADE", "DROP SCHEMA")):
        yield refused(f"S21 {label}", statement, statement, "content.ledger", tag=tag,
                      capabilities=["delete", "dml", "drop_schema"])
    large = f"{TABLE};\n".encode()
    large = b"-" * ((8 << 20) + 1 - len(large) - 1) + b"\n" + large
    yield Case("S22", "8 MiB and one byte", bale(None, sql=large, statements=[("CREATE TABLE", TABLE)]), "content.size",
               tools=None)
    yield Case("S22 most", "8 MiB in two lines", bale(None, sql=large[1:], statements=[("CREATE TABLE", TABLE)]))
    for label, end in (("none", ""), ("two", "\n\n")):
        yield Case(f"S22 end-{label}", f"line ends at the end: {label}",
                   bale(None, sql=f"{TABLE};{end}".encode(), statements=[("CREATE TABLE", TABLE)]), "content.end",
                   tools=None)
    yield refused("S23 concurrently", "CREATE INDEX CONCURRENTLY inside of a transaction",
                  "CREATE INDEX CONCURRENTLY x ON hub.account (id)", "content.standalone", tag="CREATE INDEX")
    yield refused("S23 vacuum", "VACUUM inside of a transaction", "VACUUM hub.account", "content.standalone", tag="VACUUM")
    yield refused("S23 plain", "an ordinary statement in a standalone step", TABLE, "content.standalone",
                  standalone=True)
    for label, statement, capability in (
            ("disable", "ALTER TABLE hub.account DISABLE ROW LEVEL SECURITY", "disable_rls"),
            ("no-force", "ALTER TABLE hub.account NO FORCE ROW LEVEL SECURITY", "no_force_rls"),
            ("second", "ALTER TABLE hub.account ADD COLUMN x int, DISABLE ROW LEVEL SECURITY", "disable_rls")):
        yield refused(f"S24 {label}", statement, statement, "content.capability", tag="ALTER TABLE")
        yield accepted(f"S24 {label}-listed", f"{statement}, named by its capability", statement, "ALTER TABLE",
                       capabilities=[capability])
    yield refused("S24 policy", "a policy for everybody, which no capability names",
                  "CREATE POLICY p ON hub.account USING (true)", "content.capability", tag="CREATE POLICY")
    yield refused("S24 bypass", "ALTER ROLE ... BYPASSRLS", "ALTER ROLE x BYPASSRLS", "content.server", tag="ALTER ROLE")
    yield refused("S25", "a tag that the statement cannot have", "DROP TABLE hub.account", "content.tag",
                  tag="CREATE TABLE", capabilities=["drop_table"])
    yield refused("S25 lower", "a tag that is not one", TABLE, "manifest.tag", tag="create table")


def cases():
    for group in (characters, shape, sessions):
        yield from group()
