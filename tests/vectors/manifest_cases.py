"""J01 to J20: bales that a trusted key has signed, whose JSON or whose contents are not as they must be."""

import json

from case import Case
from writer import TIME, Bale, Migration, Step, canonical, digits, first_migration, second_migration, sha256


def text(old, new):
    """One spelling in the manifest replaced by another."""
    def change(raw):
        old_raw, new_raw = (t.encode() if isinstance(t, str) else t for t in (old, new))
        assert old_raw in raw, old
        return raw.replace(old_raw, new_raw, 1)
    return Bale(manifest_bytes=change).build()


def seal_text(old, new):
    def change(raw):
        old_raw, new_raw = (t.encode() if isinstance(t, str) else t for t in (old, new))
        assert old_raw in raw, old
        return raw.replace(old_raw, new_raw, 1)
    return Bale(seal_bytes=change).build()


def tree(change, **hooks):
    return Bale(manifest=lambda m: change(m) and None, **hooks).build()


def put(**fields):
    return lambda m: m.update(fields)


def json_text():
    both = (("manifest", text, "manifest"), ("seal", seal_text, "seal"))
    for kind, change, topic in both:
        lineage = '"lineage": "hub"'
        yield Case(f"J01 {kind}", f"a field twice in {kind}.json", change(lineage, lineage + ", " + lineage),
                   f"{topic}.duplicate-key")
        yield Case(f"J02 {kind}-space", f"another white space in {kind}.json", change(lineage, '"lineage":  "hub"'),
                   f"{topic}.not-canonical")
        yield Case(f"J02 {kind}-newline", f"{kind}.json without its last newline", change("}\n", "}") if kind == "x" else
                   (Bale(manifest_bytes=lambda r: r[:-1]) if kind == "manifest" else
                    Bale(seal_bytes=lambda r: r[:-1])).build(), f"{topic}.not-canonical")
        yield Case(f"J02 {kind}-escape", f"an escape that is not needed in {kind}.json",
                   change(lineage, '"lineage": "h\\u0075b"'), f"{topic}.not-canonical")
        yield Case(f"J04 {kind}-float", "a number with a fraction", change('"sequence": 2', '"sequence": 2.0'),
                   f"{topic}.float")
        yield Case(f"J04 {kind}-exponent", "a number with an exponent", change('"sequence": 2', '"sequence": 2e0'),
                   f"{topic}.float")
        yield Case(f"J04 {kind}-minus", "-0", change('"sequence": 2', '"sequence": -0'), f"{topic}.not-canonical")
        yield Case(f"J04 {kind}-negative", "a negative number", change('"sequence": 2', '"sequence": -2'),
                   f"{topic}.range")
        yield Case(f"J04 {kind}-large", "2^53", change('"sequence": 2', '"sequence": 9007199254740992'),
                   f"{topic}.number")
        yield Case(f"J04 {kind}-huge", "a number with 300 digits", change('"sequence": 2', '"sequence": ' + "9" * 300),
                   f"{topic}.number")
        yield Case(f"J04 {kind}-zero", "a leading zero", change('"sequence": 2', '"sequence": 02'), f"{topic}.syntax")
        yield Case(f"J05 {kind}-null", "null", change('"sequence": 2', '"sequence": null'), f"{topic}.null")
        yield Case(f"J05 {kind}-nan", "NaN", change('"sequence": 2', '"sequence": NaN'), f"{topic}.syntax")
        yield Case(f"J07 {kind}-utf8", "a byte that is not UTF-8", change(lineage, b'"lineage": "h\xffb"'),
                   f"{topic}.syntax")
        yield Case(f"J07 {kind}-overlong", "an overlong encoding", change(lineage, b'"lineage": "h\xc1\xb5b"'),
                   f"{topic}.syntax")
        yield Case(f"J07 {kind}-surrogate", "half a surrogate pair, escaped", change(lineage, '"lineage": "h\\ud800b"'),
                   f"{topic}.syntax")
        yield Case(f"J07 {kind}-surrogate-raw", "half a surrogate pair, in bytes",
                   change(lineage, b'"lineage": "h\xed\xa0\x80b"'), f"{topic}.syntax")
        yield Case(f"J07 {kind}-nul", "an escaped NUL", change(lineage, '"lineage": "h\\u0000b"'), f"{topic}.syntax")
    line = '"line": 1'
    for kind, spelling, name in (("J01 statement", line + ", " + line, "duplicate-key"),
                                 ("J02 statement-space", '"line":  1', "not-canonical"),
                                 ("J02 statement-escape", '"l\\u0069ne": 1', "not-canonical"),
                                 ("J04 statement-float", '"line": 1.0', "float"),
                                 ("J04 statement-minus", '"line": -0', "not-canonical"),
                                 ("J04 statement-large", '"line": 9007199254740992', "number"),
                                 ("J05 statement-null", '"line": null', "null"),
                                 ("J06 statement", '"line": ' + "[" * 20 + "]" * 20, "depth"),
                                 ("J07 statement-utf8", b'"line": "\xff"', "syntax")):
        yield Case(kind, "the same in a statement", text(line, spelling), f"manifest.{name}")
    yield Case("J02 statement-newline", "a line end behind the last statement",
               Bale(manifest_bytes=lambda r: r.replace(b"\n          ]", b"\n\n          ]", 1)).build(),
               "manifest.not-canonical")
    yield Case("J09 statement", "a comma behind the last statement",
               Bale(manifest_bytes=lambda r: r.replace(b"\n          ]", b",\n          ]", 1)).build(),
               "manifest.syntax")
    yield Case("J02 order", "fields in another order",
               Bale(manifest_bytes=lambda r: (json.dumps(dict(reversed(json.loads(r).items())), indent=2) + "\n")
                    .encode()).build(), "manifest.not-canonical")
    yield Case("J02 compact", "no white space at all",
               Bale(manifest_bytes=lambda r: json.dumps(json.loads(r), sort_keys=True, separators=(",", ":"))
                    .encode()).build(), "manifest.not-canonical")
    yield Case("J02 crlf", "CR LF as line ends", Bale(manifest_bytes=lambda r: r.replace(b"\n", b"\r\n")).build(),
               "manifest.not-canonical")
    deep = b"[" * 10000 + b"]" * 10000
    yield Case("J06 manifest", "10000 levels", Bale(manifest_bytes=lambda r: deep).build(), "manifest.depth", tools=None)
    yield Case("J06 seal", "800 levels", Bale(seal_bytes=lambda r: b"[" * 800 + b"]" * 800).build(), "seal.depth",
               tools=None)
    yield Case("J06 limit", "17 levels in rls.json, where fields may be new",
               Bale([rls({"format": "pgbale-rls/1", "x": json.loads("[" * 16 + "]" * 16)}), second_migration()]).build(),
               "rls.depth", tools=None)
    yield Case("J08 manifest", "a byte order mark", Bale(manifest_bytes=lambda r: b"\xef\xbb\xbf" + r).build(),
               "manifest.syntax")
    yield Case("J08 seal", "a byte order mark", Bale(seal_bytes=lambda r: b"\xef\xbb\xbf" + r).build(), "seal.syntax")
    yield Case("J09 manifest", "a second document", Bale(manifest_bytes=lambda r: r + b"{}\n").build(), "manifest.syntax")
    yield Case("J09 seal", "a second document", Bale(seal_bytes=lambda r: r + b"{}\n").build(), "seal.syntax")
    yield Case("J10 manifest", "a NUL byte after the document", Bale(manifest_bytes=lambda r: r + b"\0").build(),
               "manifest.syntax")
    yield Case("J10 seal", "a NUL byte after the document", Bale(seal_bytes=lambda r: r + b"\0").build(), "seal.syntax")


def rls(value):
    m = first_migration()
    m.rls = canonical(value) if not isinstance(value, bytes) else value
    return m


def fields():
    yield Case("J03 manifest", "an unknown field", tree(put(note="x")), "manifest.unknown-key", tools=None)
    yield Case("J03 migration", "an unknown field of a migration",
               tree(lambda m: m["migrations"][0].update(note="x")), "manifest.unknown-key", tools=None)
    yield Case("J03 statement", "an unknown field of a statement",
               tree(lambda m: m["migrations"][0]["steps"][0]["statements"][0].update(note="x")), "manifest.unknown-key",
               tools=None)
    yield Case("J03 statements", "statements that belong to no step", tree(put(statements=[{"line": 1}])),
               "manifest.unknown-key", tools=None)
    yield Case("J03 statement-text", "a text among the statements",
               tree(lambda m: m["migrations"][0]["steps"][0]["statements"].append("x")), "manifest.type", tools=None)
    yield Case("J03 description", "a description that looks like the manifest",
               tree(lambda m: m["migrations"][0].update(description='"statements": [{}], "statements": [')), None)
    yield Case("J03 record", "an unknown field of a record", Bale(record=lambda r: r.update(note="x")).build(),
               "manifest.unknown-key", tools=None)
    yield Case("J03 seal", "an unknown field of the seal",
               Bale(seal=lambda s: s["predicate"].update(note="x")).build(), "seal.unknown-key", tools=None)
    yield Case("J03 missing", "a field is missing", tree(lambda m: m.pop("managed")), "manifest.missing-key",
               tools=None)
    yield Case("J03 type", "a list where an object must be", tree(put(requires=[])), "manifest.type", tools=None)
    yield Case("J03 array", "the document is a list", Bale(manifest_bytes=lambda r: b"[]\n").build(), "manifest.type")
    yield Case("J03 format", "another format", tree(put(format="pgbale/2")), "manifest.value", tools=None)
    yield Case("J03 created", "a time that is not that of the members", tree(put(created=TIME + 1)),
               "archive.not-canonical")
    yield Case("J03 lineage", "another lineage than the seal's", tree(put(lineage="other")), "seal.contradicts")
    yield Case("J03 version", "another version than the seal's",
               Bale(seal=lambda s: s["predicate"].update(version="9.9.9")).build(), "seal.contradicts")
    yield Case("J03 breaks", "the seal hides that a client breaks",
               Bale([first_migration(), breaking()],
                    seal=lambda s: s["predicate"].update(breaks={"lndb": False})).build(), "seal.contradicts")
    yield Case("J03 environments", "environments that do not ascend",
               Bale(environments=["staging", "prod"]).build(), "manifest.order", tools=None)


def breaking():
    m = second_migration()
    m.breaks = True
    return m


def swapped(name):
    def change(m):
        m[name][0], m[name][1] = m[name][1], m[name][0]
    return change


def files():
    def of_file(which, **more):
        return lambda m: m["files"][which].update(more)

    def swap_members(members):
        members[2], members[3] = members[3], members[2]
    yield Case("J11 members", "two members change places, the list does not", Bale(members=swap_members).build(),
               "members.order")
    yield Case("J11 list", "two entries of the list change places, the members do not", tree(swapped("files")),
               "manifest.files")
    yield Case("J11 both", "list and members change places together",
               Bale(files=lambda f: [f[1], f[0]] + f[2:]).build(), "manifest.files")
    yield Case("J11 steps", "the steps of a migration in another order",
               Bale([first_migration(), reversed_steps()]).build(), "manifest.step-order", tools=None)
    yield Case("J12 digest", "a wrong digest of a file", tree(of_file(0, sha256=digits("0"))), "members.digest")
    yield Case("J12 upper", "a digest in upper case",
               tree(lambda m: of_file(0, sha256=m["files"][0]["sha256"].upper())(m)), "manifest.range")
    yield Case("J12 step", "two digests of one step",
               Bale(record=lambda r: r["steps"][0].update(sha256=digits("0"))).build(), "manifest.digest")
    yield Case("J12 size", "a wrong size of a file", tree(of_file(0, size=20)), "members.size")
    yield Case("J13 twice", "a sequence twice", Bale(record=lambda r: r.update(sequence=1)).build(), "chain.sequence")
    yield Case("J13 gap", "a sequence is left out",
               Bale(record=lambda r: r["sequence"] == 2 and r.update(sequence=3) or None).build(), "chain.sequence")
    yield Case("J13 zero", "a sequence of 0", Bale([first_migration()], record=lambda r: r.update(sequence=0)).build(),
               "chain.sequence")
    yield Case("J13 parent", "another parent", Bale(record=lambda r: r.update(parent=digits("a"))).build(),
               "chain.sequence")
    yield Case("J13 orphan", "the second migration has another parent",
               Bale(record=lambda r: r["sequence"] == 2 and r.update(parent=digits("a")) or None).build(),
               "chain.parent")
    yield Case("J13 id", "an id that is not the digest of its record",
               tree(lambda m: m["migrations"][1].update(id=digits("a"))), "chain.id")
    yield Case("J13 version", "a version that does not ascend", Bale([first_migration(), same_version()]).build(),
               "chain.version", tools=None)
    yield Case("J13 state", "a migration starts from another state",
               Bale(record=lambda r: r["sequence"] == 2 and r["state"]["digests"].__setitem__(0, digits("9")) or None)
               .build(), "chain.state", tools=None)
    yield Case("J13 states", "a state digest too few",
               Bale(record=lambda r: r["state"]["digests"].pop() and None).build(), "chain.states", tools=None)
    for kind, path in (("up", "../010-x.sql"), ("absolute", "/010-x.sql"), ("folder", "a/010-x.sql"),
                       ("upper", "010-X.sql"), ("type", "010-x.txt"), ("dots", "010..sql")):
        m = second_migration()
        m.steps[0].name = path
        yield Case(f"J14 {kind}", f"a step called {path}", Bale([first_migration(), m]).build(),
                   "manifest.step-name", tools=None)
    m = second_migration()
    m.name = "../0002"
    yield Case("J14 migration", "a migration called ../0002", Bale([first_migration(), m]).build(),
               "manifest.migration-name", tools=None)
    seal_entry = {"path": "seal.json", "sha256": digits("0"), "size": 1}
    yield Case("J15", "the list names seal.json", tree(lambda m: m["files"].insert(0, seal_entry)), "manifest.files")
    yield Case("J15 self", "the list names manifest.json",
               tree(lambda m: m["files"].insert(0, dict(seal_entry, path="manifest.json"))), "manifest.files")
    yield Case("J16 other", "SHA256SUMS with another digest",
               Bale(sums=lambda s: s.replace(s[:1], b"0" if s[:1] != b"0" else b"1", 1)).build(), "members.sums")
    yield Case("J16 escape", "SHA256SUMS with an escaped name", Bale(sums=lambda s: b"\\" + s).build(), "members.sums")
    yield Case("J16 binary", "SHA256SUMS in binary mode", Bale(sums=lambda s: s.replace(b"  ", b" *")).build(),
               "members.sums")
    yield Case("J16 short", "SHA256SUMS without its last line",
               Bale(sums=lambda s: b"\n".join(s.split(b"\n")[:-2]) + b"\n").build(), "members.sums")
    yield Case("J16 more", "SHA256SUMS with a line too many",
               Bale(sums=lambda s: s + s.split(b"\n")[-2] + b"\n").build(), "members.sums")
    yield Case("J16 crlf", "SHA256SUMS with CR LF", Bale(sums=lambda s: s.replace(b"\n", b"\r\n")).build(),
               "members.sums")
    yield Case("J17", "the seal says one byte less than there are",
               Bale(seal=lambda s: s["predicate"]["archive"].update(size=s["predicate"]["archive"]["size"] - 1)).build(),
               "archive.size")
    drops = Migration("0002-drop", "0.2.0", [Step("010-drop.sql", [
        ("ALTER TABLE", "ALTER TABLE hub.account DROP COLUMN name")])])
    yield Case("J18", "the capabilities leave out drop_column", Bale([first_migration(), drops]).build(),
               "content.capability", tools=None)
    drops = Migration("0002-drop", "0.2.0", drops.steps, capabilities=["drop_column"])
    yield Case("J18 listed", "the capabilities name drop_column", Bale([first_migration(), drops]).build())
    yield Case("J18 order", "capabilities that do not ascend",
               tree(lambda m: m["migrations"][0].update(capabilities=["b", "a"])), "manifest.order", tools=None)
    yield Case("J19 files", "no files", tree(lambda m: m.update(files=[])), "manifest.files")
    yield Case("J19 migrations", "no migrations", Bale([]).build(), "manifest.migrations", tools=None)
    yield Case("J19 statements", "a step without statements",
               tree(lambda m: m["migrations"][0]["steps"][0].update(statements=[])), "content.empty", tools=None)


def reversed_steps():
    m = second_migration()
    m.steps.reverse()
    return m


def same_version():
    m = second_migration()
    m.version = "0.1.0"
    return m


def records_of_access():
    yield Case("J20 digest", "rls.json is not the one of the record",
               Bale(record=lambda r: r.update(rls=digits("0"))).build(), "chain.id")
    yield Case("J20 format", "rls.json of another format", Bale([rls({"format": "pgbale-rls/2"})]).build(), "rls.value",
               tools=None)
    yield Case("J20 canonical", "rls.json that is not canonical", Bale([rls(b'{"format":"pgbale-rls/1"}\n')]).build(),
               "rls.not-canonical", tools=None)
    yield Case("J20 empty", "an empty rls.json", Bale([rls(b"")]).build(), "rls.syntax", tools=None)
    yield Case("J20 counts", "rls.json that counts fewer widening cells than it lists",
               Bale([rls({"format": "pgbale-rls/1", "analysis": 1,
                          "counts": {"narrows": 0, "unproven": 0, "widens": 0},
                          "cells": [{"object": "TABLE hub.account", "kind": "table", "roles": ["anon"],
                                     "commands": ["SELECT"], "class": "widens", "before": {"access": "none", "why": "x"},
                                     "after": {"access": "all"}, "reasons": []}]})]).build(), "rls.counts", tools=None)
    yield Case("J20 later", "rls.json with a field of a later version",
               Bale([rls({"format": "pgbale-rls/1", "later": [1]})]).build())


def cases():
    for group in (json_text, fields, files, records_of_access):
        yield from group()
